/**
 * Where records go that cannot be handled, and the topic that keeps them.
 */
@NullMarked
package dev.failoverlab.consumer.deadletter;

import org.jspecify.annotations.NullMarked;
