package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.Email;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer that fills a topic with different emails. */
final class Filling implements AutoCloseable {

	private final KafkaProducer<String, String> producer;

	private final AtomicReference<Exception> error = new AtomicReference<>();

	Filling(String brokers) {
		this.producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.ACKS_CONFIG, "all",
						ProducerConfig.LINGER_MS_CONFIG, "20", ProducerConfig.BATCH_SIZE_CONFIG, "131072"),
				new StringSerializer(), new StringSerializer());
	}

	/**
	 * Returns when all have been acknowledged.
	 * @throws LabException when one was not
	 */
	void fill(String topic, long records) {
		for (long number = 0; number < records && this.error.get() == null; number++) {
			Email email = Emails.email(number);
			Future<?> unused = this.producer.send(new ProducerRecord<>(topic, email.to(), Emails.json(email)),
					(metadata, failure) -> this.error.compareAndSet(null, failure));
		}
		this.producer.flush();
		Exception failure = this.error.get();
		if (failure != null) {
			throw new LabException("The topic " + topic + " cannot be filled: " + failure + ".", failure);
		}
	}

	@Override
	public void close() {
		this.producer.close(Duration.ZERO);
	}

}
