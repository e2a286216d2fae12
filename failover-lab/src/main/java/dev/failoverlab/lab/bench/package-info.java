/**
 * Measures how fast a verdict is reached, and how long an outage lasts after a kill.
 */
@NullMarked
package dev.failoverlab.lab.bench;

import org.jspecify.annotations.NullMarked;
