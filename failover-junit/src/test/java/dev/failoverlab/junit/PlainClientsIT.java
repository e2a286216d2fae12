package dev.failoverlab.junit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** An app without Spring: a producer of Kafka's own, and no consumer. */
@KafkaFailover(topics = { "plain:2:3", "other:1:1" }, settings = "broker.session.timeout.ms=4000")
@Tag("nightly")
class PlainClientsIT {

	@ParameterizedTest
	@ValueSource(strings = { "stop", "pause" })
	void whatAPlainProducerSendsIsJudged(String fault, Failover failover) {
		Map<String, Object> settings = new HashMap<>(failover.producerSettings());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(),
				new StringSerializer())) {
			Verdict verdict = failover.fault(fault, leaderOf("plain", 0))
				.whileRunning((n) -> producer.send(new ProducerRecord<>("plain", "key-" + n, "value")).get())
				.judge();
			assertThat(verdict).hasNoLostWrites().hasNoDuplicates().isClean();
			assertThat(verdict.sends().ok()).isGreaterThan(50);
			assertThat(verdict.deliveries().once()).isZero();
			assertThat(Path.of("target/failover/PlainClientsIT/whatAPlainProducerSendsIsJudged/report.html"))
				.isNotEmptyFile();
		}
	}

	@Nested
	class WithinAnotherClass {

		@Test
		void theClusterIsTheSameAndItsNodesRun(KafkaCluster cluster, Failover failover) {
			assertThat(failover.cluster()).isSameAs(cluster);
			assertThat(cluster.nodes()).extracting(Node::state)
				.isEqualTo(List.of(Node.State.RUNNING, Node.State.RUNNING, Node.State.RUNNING));
		}

	}

}
