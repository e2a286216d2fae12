package dev.failoverlab.producer.email;

import java.util.concurrent.CompletableFuture;

import dev.failoverlab.producer.send.RecordSender;
import dev.failoverlab.producer.send.SendOutcome;

import org.springframework.stereotype.Component;

/**
 * Sends emails: the receiver is the key, so that all emails to one receiver stay in
 * order.
 */
@Component
public class EmailSender {

	/** The id, the key and what Kafka adds to a record. */
	private static final int OVERHEAD = 192;

	private final RecordSender records;

	private final EmailFormat format;

	EmailSender(RecordSender records, EmailFormat format) {
		this.records = records;
		this.format = format;
	}

	/**
	 * Sends an email.
	 * @param email a valid email with an id
	 * @return completes with the outcome, never exceptionally; on a thread of the
	 * producer, so that what depends on it must be short and must not block
	 */
	public CompletableFuture<SendOutcome> send(Email email) {
		return this.records.send(email.to(), this.format.write(email));
	}

	/**
	 * How much memory an email takes at most while it waits in the producer.
	 * @param jsonBytes the length of the JSON that the email was read from
	 * @return a number of bytes
	 */
	public static long sizeInFlight(int jsonBytes) {
		// What is written is not longer than what was read; the receiver is the key, too.
		return 2L * jsonBytes + OVERHEAD;
	}

}
