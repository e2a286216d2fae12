/**
 * What every run needs, whoever plays it: its topic, faults that become history, waiting
 * for what the history says, and the independent reading of the log.
 */
@NullMarked
package dev.failoverlab.run;

import org.jspecify.annotations.NullMarked;
