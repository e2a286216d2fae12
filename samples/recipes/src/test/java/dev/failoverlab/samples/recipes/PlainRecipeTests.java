package dev.failoverlab.samples.recipes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;

@Tag("nightly")
@ShopCluster
class PlainRecipeTests {

	@Test
	void everyReadingIsHandledOnce(Failover failover) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(failover.producerSettings(),
				new StringSerializer(), new StringSerializer());
				Reader reader = new Reader(failover.consumerSettings())) {
			reader.start();
			Verdict verdict = failover.kill(leaderOf("readings", 0))
				.whileRunning(
						(n) -> producer.send(new ProducerRecord<>("readings", "meter-" + n, "reading " + n)).get())
				.judge();
			assertThat(verdict).isClean().hasNothingHandledTwice();
		}
	}

	/** Handles readings, and commits them afterwards. */
	private static final class Reader extends Thread implements AutoCloseable {

		private final KafkaConsumer<String, String> consumer;

		Reader(Map<String, Object> settings) {
			Map<String, Object> all = new HashMap<>(settings);
			all.putAll(Map.of("group.id", "readers", "enable.auto.commit", false, "auto.offset.reset", "earliest"));
			this.consumer = new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
		}

		@Override
		public void run() {
			try (this.consumer) {
				this.consumer.subscribe(List.of("readings"));
				while (true) {
					this.consumer.poll(Duration.ofSeconds(1)).forEach((reading) -> {
						// Handles it.
					});
					this.consumer.commitSync();
				}
			}
			catch (WakeupException ex) {
				// It is closed.
			}
		}

		@Override
		public void close() {
			this.consumer.wakeup();
		}

	}

}
