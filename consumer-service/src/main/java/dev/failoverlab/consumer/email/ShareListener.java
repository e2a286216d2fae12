package dev.failoverlab.consumer.email;

import dev.failoverlab.consumer.delivery.DeliveryLog;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Handles emails as a member of a share group: one by one, in no order, and any email of
 * any partition. The container accepts an email once this method returns; what becomes of
 * it after an exception is said in {@link ShareConfiguration}.
 */
@Component
@Profile("share")
class ShareListener {

	private final EmailReader reader;

	private final EmailHandler handler;

	private final DeliveryLog deliveryLog;

	ShareListener(EmailReader reader, EmailHandler handler, DeliveryLog deliveryLog) {
		this.reader = reader;
		this.handler = handler;
		this.deliveryLog = deliveryLog;
	}

	/** Started by {@link ShareConfiguration#listenerStart}. */
	@KafkaListener(id = EmailListener.ID, idIsGroup = false, topics = "${consumer.topic}", autoStartup = "false",
			containerFactory = "shareListeners")
	void onRecord(ConsumerRecord<byte[], byte[]> record) {
		Email email = this.reader.read(record.value());
		this.handler.handle(email);
		this.deliveryLog.delivered(email.id(), email.to(), email.subject(), record.partition(), record.offset());
	}

}
