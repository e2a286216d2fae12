/**
 * Hands records to Kafka from a thread of its own, within bounded time and memory, and
 * says honestly what became of each.
 */
@NullMarked
package dev.failoverlab.producer.send;

import org.jspecify.annotations.NullMarked;
