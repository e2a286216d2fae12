package dev.failoverlab.producer.email;

/**
 * What is wrong with one field of an email.
 *
 * @param field its name, empty for the email as a whole
 * @param message what it must be
 */
public record FieldProblem(String field, String message) {
}
