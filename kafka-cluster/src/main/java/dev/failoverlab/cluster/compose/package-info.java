/**
 * Kafka nodes as containers of a Docker Compose project.
 */
@NullMarked
package dev.failoverlab.cluster.compose;

import org.jspecify.annotations.NullMarked;
