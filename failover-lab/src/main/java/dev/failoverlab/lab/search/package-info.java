/**
 * Random schedules of faults on one cluster: drawing them, playing them, shrinking those
 * that fail, and how the processes fare meanwhile.
 */
@NullMarked
package dev.failoverlab.lab.search;

import org.jspecify.annotations.NullMarked;
