/** Orders, from a request over Kafka into a table. */
@NullMarked
package dev.failoverlab.samples.orders;

import org.jspecify.annotations.NullMarked;
