/**
 * Actuator endpoints and a health indicator for Kafka topics and the controller quorum.
 */
@NullMarked
package dev.failoverlab.actuator;

import org.jspecify.annotations.NullMarked;
