/**
 * Kafka nodes that others run: watched, and broken and healed only by commands that they
 * give.
 */
@NullMarked
package dev.failoverlab.cluster.command;

import org.jspecify.annotations.NullMarked;
