package dev.failoverlab.actuator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.failoverlab.actuator.ActuatorApplication.Reply;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real application before a real cluster of three, and the questions that several tests
 * ask it.
 */
abstract class ApplicationAndCluster {

	/**
	 * The promise is 2 s; a machine that is busy with other things gets ten times that.
	 * What Kafka's own time-outs bound takes 30 s or 60 s.
	 */
	static final Duration PROMPT = Duration.ofSeconds(20);

	static final Duration RECOVERED = Duration.ofMinutes(2);

	@TempDir
	static Path directory;

	static KafkaCluster cluster;

	static ActuatorApplication application;

	@BeforeAll
	static void startTheApplicationAlone() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory).withPorts(ClusterSpec.Ports.AUTO));
		application = new ActuatorApplication(cluster.bootstrapServers());
	}

	@AfterAll
	static void end() {
		application.close();
		cluster.close();
	}

	/** On a busy machine an answer may come too late, and what came before is told. */
	static Reply fresh(String path) {
		return await().atMost(RECOVERED)
			.until(() -> prompt(application.get(path)),
					(reply) -> reply.status() == 200 && reply.body().contains("\"stale\":false"));
	}

	static Reply prompt(Reply reply) {
		assertThat(reply.took()).isLessThan(PROMPT);
		return reply;
	}

	static void createTopics() throws Exception {
		List<NewTopic> topics = List.of(
				new NewTopic("email.send", Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1), 2, List.of(3, 1, 2)))
					.configs(Map.of("min.insync.replicas", "2")),
				new NewTopic("one", 12, (short) 1), new NewTopic("two", 5, (short) 2),
				new NewTopic("configured", Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1)))
					.configs(Map.of("min.insync.replicas", "2", "retention.ms", "86400000", "cleanup.policy",
							"compact,delete", "compression.type", "zstd")));
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin.createTopics(topics).all().get();
		}
	}

	static void awaitUp() {
		await().atMost(RECOVERED)
			.untilAsserted(() -> assertThat(application.get("health/kafka").status()).isEqualTo(200));
	}

	static void awaitInSync() {
		await().atMost(RECOVERED).untilAsserted(() -> {
			Reply reply = fresh("topics/email.send");
			assertThat(reply.list("$.partitions[*].isr")).allSatisfy((isr) -> assertThat((List<?>) isr).hasSize(3));
		});
		awaitUp();
	}

}
