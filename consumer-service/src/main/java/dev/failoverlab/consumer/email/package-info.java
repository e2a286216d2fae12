/**
 * Emails: read from their records and handled, one by one.
 */
@NullMarked
package dev.failoverlab.consumer.email;

import org.jspecify.annotations.NullMarked;
