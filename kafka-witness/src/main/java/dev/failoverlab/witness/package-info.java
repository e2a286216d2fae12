/**
 * What Kafka clients of a JVM sent, got acknowledged and handled, as events in a file.
 */
@NullMarked
package dev.failoverlab.witness;

import org.jspecify.annotations.NullMarked;
