package dev.failoverlab.lab.load;

/**
 * An email as in a request to the producer service, and as the value of its Kafka record.
 * 
 * @param id the id of the send, unique within a run
 * @param from the sender's address
 * @param to the recipient's address, which is the record's key
 */
public record Email(String id, String from, String to, String subject, String body) {
}
