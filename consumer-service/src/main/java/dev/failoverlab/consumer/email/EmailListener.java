package dev.failoverlab.consumer.email;

import dev.failoverlab.consumer.deadletter.DeadLetters;
import dev.failoverlab.consumer.delivery.Account;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Handles the emails of the topic one by one. Each is handled first, then noted in the
 * account, then committed: whatever fails in between makes the email come again, and
 * nothing makes it go missing.
 */
@Component
class EmailListener {

	/** The name of the listener. */
	static final String ID = "emails";

	private final EmailReader reader;

	private final EmailHandler handler;

	private final Account account;

	private final DeadLetters deadLetters;

	EmailListener(EmailReader reader, EmailHandler handler, Account account, DeadLetters deadLetters) {
		this.reader = reader;
		this.handler = handler;
		this.account = account;
		this.deadLetters = deadLetters;
	}

	/** Started by {@link ListenerStart}. */
	@KafkaListener(id = ID, idIsGroup = false, topics = "${consumer.topic}", autoStartup = "false")
	void onRecord(ConsumerRecord<byte[], byte[]> received) {
		Email email;
		try {
			email = this.reader.read(received.value());
		}
		catch (UnreadableEmailException ex) {
			// Not left to the error handler: it would fetch all that follows anew.
			this.deadLetters.putAside(received, this.reader.idIn(received.value()), ex);
			return;
		}
		this.handler.handle(email);
		this.account.delivered(email.id(), received.partition(), received.offset());
	}

}
