/**
 * Kafka in, emails handled, and an account of each delivery.
 */
@NullMarked
package dev.failoverlab.consumer;

import org.jspecify.annotations.NullMarked;
