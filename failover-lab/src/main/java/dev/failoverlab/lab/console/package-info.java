/**
 * What a terminal shows of a run.
 */
@NullMarked
package dev.failoverlab.lab.console;

import org.jspecify.annotations.NullMarked;
