package dev.failoverlab.consumer.email;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.consumer.ConsumerServiceException;
import dev.failoverlab.consumer.deadletter.DeadLetter;
import dev.failoverlab.consumer.deadletter.DeadLetters;
import dev.failoverlab.consumer.delivery.DeliveryLog;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Handles the emails of the topic one by one. Each is handled first, then noted in the
 * delivery log, then committed: after a failure in between, the email comes again; none
 * is lost. Unreadable records that follow each other become dead letters together,
 * because one round trip to the dead-letter topic for each would delay the emails behind
 * them.
 */
@Component
@Profile("!share")
class EmailListener {

	/** The name of the listener. */
	static final String ID = "emails";

	private final EmailReader reader;

	private final EmailHandler handler;

	private final DeliveryLog deliveryLog;

	private final DeadLetters deadLetters;

	private volatile boolean stopping;

	EmailListener(EmailReader reader, EmailHandler handler, DeliveryLog deliveryLog, DeadLetters deadLetters) {
		this.reader = reader;
		this.handler = handler;
		this.deliveryLog = deliveryLog;
		this.deadLetters = deadLetters;
	}

	/** Started by {@link ListenerConfiguration#listenerStart}. */
	@KafkaListener(id = ID, idIsGroup = false, topics = "${consumer.topic}", autoStartup = "false", batch = "true")
	void onRecords(List<ConsumerRecord<byte[], byte[]>> received) {
		List<DeadLetter> unreadable = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> record : received) {
			try {
				Email email = this.reader.read(record.value());
				// The unreadable records before this email come first: the container
				// commits all that is before the record of an exception.
				this.deadLetters.putAside(unreadable);
				unreadable.clear();
				handle(email, record);
			}
			catch (UnreadableEmailException ex) {
				unreadable.add(new DeadLetter(record, this.reader.idIn(record.value()), ex));
			}
		}
		this.deadLetters.putAside(unreadable);
	}

	/** When the service stops, the rest is left to the next owner of the partition. */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping = true;
	}

	/**
	 * The {@link BatchListenerFailedException} tells the container which record failed:
	 * it commits those before it, and hands out this one and those behind it again.
	 */
	private void handle(Email email, ConsumerRecord<?, ?> record) {
		try {
			if (this.stopping) {
				// An error of the service, not of the email: see ListenerConfiguration.
				throw new ConsumerServiceException("The service stops", null);
			}
			this.handler.handle(email);
			this.deliveryLog.delivered(email.id(), email.to(), email.subject(), record.partition(), record.offset());
		}
		catch (RuntimeException ex) {
			throw new BatchListenerFailedException("It was not handled", ex, record);
		}
	}

}
