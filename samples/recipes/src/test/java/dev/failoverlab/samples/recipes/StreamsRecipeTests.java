package dev.failoverlab.samples.recipes;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.junit.Outputs;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@ShopCluster
class StreamsRecipeTests {

	@Test
	void eachPaymentHasExactlyOneReceipt(Failover failover) {
		assertThat(receipts("payments", "receipts", StreamsConfig.EXACTLY_ONCE_V2, failover))
			.matches(Outputs::areExactlyOnce);
	}

	@Test
	@Tag("nightly")
	void atLeastOnceIsMoreThanOnce(Failover failover) {
		assertThat(receipts("deposits", "slips", StreamsConfig.AT_LEAST_ONCE, failover).repeated()).isNotEmpty();
	}

	/** The leader dies, and so does a thread of the app. */
	private static Outputs receipts(String input, String output, String guarantee, Failover failover) {
		try (KafkaStreams app = new KafkaStreams(topology(input, output), settings(guarantee, failover));
				KafkaProducer<String, String> producer = new KafkaProducer<>(failover.producerSettings(),
						new StringSerializer(), new StringSerializer())) {
			app.setUncaughtExceptionHandler((error) -> StreamThreadExceptionResponse.REPLACE_THREAD);
			app.start();
			Verdict verdict = failover.kill(leaderOf(input, 0))
				.whileRunning((n) -> producer.send(new ProducerRecord<>(input, "user-" + n, "payment " + n)).get())
				.judge();
			assertThat(verdict).hasNoLostWrites().hasNoDuplicates();
			return failover.outputs(input, output);
		}
	}

	private static Topology topology(String input, String output) {
		AtomicBoolean failed = new AtomicBoolean();
		StreamsBuilder builder = new StreamsBuilder();
		builder.<String, String>stream(input).mapValues((payment) -> {
			if (payment.equals("payment 200") && failed.compareAndSet(false, true)) {
				throw new IllegalStateException("The bank does not answer.");
			}
			return "receipt for " + payment;
		}).to(output);
		return builder.build();
	}

	private static Properties settings(String guarantee, Failover failover) {
		Properties settings = new Properties();
		failover.producerSettings().forEach((name, value) -> settings.put(StreamsConfig.producerPrefix(name), value));
		settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, failover.cluster().bootstrapServers());
		settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "shop-" + guarantee);
		settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
		settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
		settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
		settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
		settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams");
		return settings;
	}

}
