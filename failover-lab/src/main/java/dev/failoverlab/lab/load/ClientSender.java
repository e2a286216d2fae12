package dev.failoverlab.lab.load;

import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends to one partition with a Kafka producer. */
final class ClientSender implements Sender {

	private static final JsonMapper JSON = new JsonMapper();

	private final Producer<String, String> producer;

	private final String topic;

	private final SendRecorder sends;

	ClientSender(Producer<String, String> producer, String topic, SendRecorder sends) {
		this.producer = producer;
		this.topic = topic;
		this.sends = sends;
	}

	@Override
	public void send(Email email) {
		this.sends.invoke(email);
		handOn(email);
	}

	/** Hands on an email that is noted as sent. */
	void handOn(Email email) {
		Attempt attempt = new Attempt(email.id());
		try {
			String value = JSON.writeValueAsString(email);
			Future<?> unused = this.producer.send(new ProducerRecord<>(this.topic, email.to(), value),
					attempt::completed);
		}
		catch (KafkaException | IllegalStateException ex) {
			attempt.failed(ex);
		}
		attempt.handedOn = true;
	}

	/** The producer sends what it holds by itself. */
	@Override
	public void finish() {
	}

	@Override
	public void close() {
		this.sends.abandon("no answer by the end of the run");
	}

	/** Knows whether an error was reported before the producer took the record. */
	private final class Attempt {

		private final String id;

		private final Thread caller = Thread.currentThread();

		private volatile boolean handedOn;

		private Attempt(String id) {
			this.id = id;
		}

		private void completed(@Nullable RecordMetadata written, @Nullable Exception error) {
			if (error != null) {
				failed(error);
			}
			else if (written != null) {
				ClientSender.this.sends.ok(this.id, written.partition(), written.hasOffset() ? written.offset() : null);
			}
		}

		private void failed(Exception error) {
			boolean early = !this.handedOn && Thread.currentThread() == this.caller;
			String text = error.getClass().getSimpleName() + ": " + error.getMessage();
			if (SendError.isCertain(error, early)) {
				ClientSender.this.sends.fail(this.id, text);
			}
			else {
				ClientSender.this.sends.info(this.id, text);
			}
		}

	}

}
