package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.lab.load.Email;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer that waits for each acknowledgement before it sends the next record, without
 * linger: no one gets an acknowledgement earlier.
 */
final class OneInFlight implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final KafkaProducer<String, String> producer;

	private final String topic;

	OneInFlight(String brokers, String topic) {
		this.producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
				ProducerConfig.LINGER_MS_CONFIG, "0", ProducerConfig.ACKS_CONFIG, "all"), new StringSerializer(),
				new StringSerializer());
		this.topic = topic;
	}

	/**
	 * One record after the other.
	 * @param perSecond how many, 0 for as many as possible
	 */
	Contender.Load load(int perSecond) {
		return (time) -> {
			Histogram micros = HttpLoad.histogram();
			long start = System.nanoTime();
			Turns turns = Turns.fromNow(perSecond);
			long number = 0;
			while (System.nanoTime() - start < time.toNanos()) {
				long turn = (perSecond > 0) ? turns.await(number) : System.nanoTime();
				send(Emails.all().get((int) (number % Emails.all().size())));
				micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - turn));
				number++;
			}
			return Tally.of(number, 0, start, micros);
		};
	}

	private void send(Email email) {
		KafkaAnswer.await("an acknowledgement",
				this.producer.send(new ProducerRecord<>(this.topic, email.to(), Emails.json(email))), TIMEOUT);
	}

	@Override
	public void close() {
		this.producer.close(Duration.ZERO);
	}

}
