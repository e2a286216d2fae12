/**
 * The delivery log of what this service handled: an append-only file, and the stream of
 * it that others read.
 */
@NullMarked
package dev.failoverlab.consumer.delivery;

import org.jspecify.annotations.NullMarked;
