package dev.failoverlab.samples.streams;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.junit.Failover;
import dev.failoverlab.junit.KafkaFailover;
import dev.failoverlab.junit.Outputs;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.failoverlab.junit.Targets.activeController;
import static dev.failoverlab.junit.Targets.allNodes;
import static dev.failoverlab.junit.Targets.coordinatorOfGroup;
import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Kafka Streams, exactly once, while nodes fail and in planned work. */
@KafkaFailover(fastFailover = true, topics = { "transfers:3:3", "statements:3:3" })
@Tag("nightly")
class StreamsFaultsTests {

	private static final String APP = "bank";

	@ParameterizedTest
	@MethodSource("faults")
	void eachTransferHasExactlyOneStatement(String fault, Target target, Map<String, String> values,
			Failover failover) {
		try (KafkaStreams app = app(failover);
				KafkaProducer<String, String> producer = new KafkaProducer<>(failover.producerSettings(),
						new StringSerializer(), new StringSerializer())) {
			app.start();
			Verdict verdict = failover.fault(fault, target, values)
				.whileRunning((n) -> producer.send(new ProducerRecord<>("transfers", "user-" + n, "transfer")).get())
				.judge();
			assertThat(verdict).hasNoLostWrites().hasNoDuplicates();
			assertThat(failover.outputs("transfers", "statements")).matches(Outputs::areExactlyOnce);
		}
	}

	private static Stream<Arguments> faults() {
		Target coordinator = coordinatorOfGroup(APP);
		return Stream.of(Arguments.of("kill", coordinator, Map.of()), Arguments.of("stop", coordinator, Map.of()),
				Arguments.of("bounce", leaderOf("statements", 0), Map.of()),
				Arguments.of("pause", leaderOf("statements", 0), Map.of()),
				Arguments.of("rolling-restart", allNodes(), Map.of("with", "stop")),
				Arguments.of("rolling-restart", allNodes(), Map.of("with", "kill")),
				Arguments.of("move-leader", allNodes(), Map.of()),
				Arguments.of("remove-voter", activeController(), Map.of()));
	}

	private static KafkaStreams app(Failover failover) {
		Properties settings = new Properties();
		failover.producerSettings().forEach((name, value) -> settings.put(StreamsConfig.producerPrefix(name), value));
		settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, failover.cluster().bootstrapServers());
		settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APP);
		settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
		settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
		settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
		settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams");
		StreamsBuilder builder = new StreamsBuilder();
		builder.<String, String>stream("transfers")
			.mapValues((transfer) -> "statement of a " + transfer)
			.to("statements");
		return new KafkaStreams(builder.build(), settings);
	}

}
