package dev.failoverlab.lab.load;

/**
 * An email as the producer service takes it, and as the value of its Kafka record.
 *
 * @param id the id of the send, unique within a run
 * @param from the sender's address
 * @param to the recipient's address, which is the record's key
 * @param subject the subject
 * @param body the body
 */
public record Email(String id, String from, String to, String subject, String body) {
}
