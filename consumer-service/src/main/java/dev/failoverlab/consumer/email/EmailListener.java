package dev.failoverlab.consumer.email;

import dev.failoverlab.consumer.delivery.Account;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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

	EmailListener(EmailReader reader, EmailHandler handler, Account account) {
		this.reader = reader;
		this.handler = handler;
		this.account = account;
	}

	/** Started by {@link ListenerStart}. */
	@KafkaListener(id = ID, idIsGroup = false, topics = "${consumer.topic}", autoStartup = "false")
	void onRecord(ConsumerRecord<String, @Nullable String> received) {
		Email email = this.reader.read(received.value());
		this.handler.handle(email);
		this.account.delivered(email.id(), received.partition(), received.offset());
	}

}
