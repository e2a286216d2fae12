/**
 * Kafka in, emails handled, and a delivery log of each delivery.
 */
@NullMarked
package dev.failoverlab.consumer;

import org.jspecify.annotations.NullMarked;
