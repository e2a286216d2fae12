package dev.failoverlab.lab.load;

import java.util.concurrent.Future;

import dev.failoverlab.witness.SendError;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends to one partition with a Kafka producer. */
record ClientSender(Producer<String, String> producer, String topic, SendRecorder sends) implements Sender {

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	public void send(Email email) {
		this.sends.invoke(email);
		sendToProducer(email);
	}

	/** Passes an email that is recorded as sent to the producer. */
	void sendToProducer(Email email) {
		Thread caller = Thread.currentThread();
		try {
			String value = JSON.writeValueAsString(email);
			// Errors that send() itself raises are reported on this thread, all others on
			// another.
			Future<?> unused = this.producer.send(new ProducerRecord<>(this.topic, email.to(), value),
					(written, error) -> completed(email.id(), written, error, Thread.currentThread() == caller));
		}
		catch (KafkaException | IllegalStateException ex) {
			failed(email.id(), ex, true);
		}
	}

	/** The producer sends its buffered records by itself. */
	@Override
	public void finish() {
	}

	@Override
	public void close() {
		this.sends.abandon("no answer by the end of the run");
	}

	private void completed(String id, @Nullable RecordMetadata written, @Nullable Exception error,
			boolean raisedBySend) {
		if (error != null) {
			failed(id, error, raisedBySend);
		}
		else if (written != null) {
			this.sends.ok(id, written.partition(), written.hasOffset() ? written.offset() : null);
		}
	}

	private void failed(String id, Exception error, boolean raisedBySend) {
		String text = error.getClass().getSimpleName() + ": " + error.getMessage();
		if (SendError.isCertain(error, raisedBySend)) {
			this.sends.fail(id, text);
		}
		else {
			this.sends.info(id, text);
		}
	}

}
