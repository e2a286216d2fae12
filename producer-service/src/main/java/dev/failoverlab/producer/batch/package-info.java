/**
 * A stream of emails in, a stream of their results out, both at once.
 */
@NullMarked
package dev.failoverlab.producer.batch;

import org.jspecify.annotations.NullMarked;
