/**
 * Kafka nodes as operating-system processes on this machine.
 */
@NullMarked
package dev.failoverlab.cluster.process;

import org.jspecify.annotations.NullMarked;
