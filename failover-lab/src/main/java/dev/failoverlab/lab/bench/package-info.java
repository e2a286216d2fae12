/**
 * Measures how fast services and the judge are, and how long an outage lasts after a
 * kill.
 */
@NullMarked
package dev.failoverlab.lab.bench;

import org.jspecify.annotations.NullMarked;
