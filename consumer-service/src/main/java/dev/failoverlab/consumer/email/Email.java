package dev.failoverlab.consumer.email;

import org.jspecify.annotations.Nullable;

/**
 * An email to send.
 *
 * @param id what its sender calls it; the same email sent again keeps it
 * @param from the sender's address
 * @param to the receiver's address
 * @param subject the subject, if it has one
 * @param body the text, if it has one
 */
record Email(String id, String from, String to, @Nullable String subject, @Nullable String body) {
}
