/**
 * Playing a scenario against a real cluster, and what was seen in one run or many.
 */
@NullMarked
package dev.failoverlab.lab.run;

import org.jspecify.annotations.NullMarked;
