/**
 * REST in, acknowledged Kafka record out.
 */
@NullMarked
package dev.failoverlab.producer;

import org.jspecify.annotations.NullMarked;
