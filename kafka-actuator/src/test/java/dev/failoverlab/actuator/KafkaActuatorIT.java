package dev.failoverlab.actuator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.failoverlab.actuator.ActuatorApplication.Reply;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.process.ProcessBackend;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real application before a real cluster of three. The tests stand in an order, for the
 * application starts before the cluster does and lives on when two nodes are gone; the
 * others leave the cluster as they found it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaActuatorIT {

	/**
	 * The promise is 2 s; a machine that is busy with other things gets ten times that.
	 * What Kafka's own time-outs bound takes 30 s or 60 s.
	 */
	private static final Duration PROMPT = Duration.ofSeconds(20);

	private static final Duration RECOVERED = Duration.ofMinutes(2);

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	private static ActuatorApplication application;

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

	@Test
	@Order(1)
	void withoutAClusterItIsUnavailableAndItRecoversWhenTheClusterComesUp() throws Exception {
		for (String path : List.of("topics", "topics/email.send", "quorum")) {
			Reply reply = prompt(application.get(path));
			assertThat(reply.status()).isEqualTo(503);
			assertThat(reply.contentType()).isEqualTo("application/problem+json");
		}
		assertThat(prompt(application.get("health/kafka")).status()).isEqualTo(503);
		cluster.start();
		createTopics();
		awaitUp();
		assertThat(application.get("health/readiness").status()).isEqualTo(200);
		assertThat(fresh("topics").list("$.topics[*].name")).contains("email.send", "one", "two");
	}

	@Test
	@Order(2)
	void theTextIsThatOfTheCommand() throws Exception {
		assertTextIsThatOfTheCommand("email.send", "one", "two", "configured");
	}

	@Test
	@Order(3)
	void theSameFactsAsJson() {
		Reply reply = fresh("topics/configured");
		assertThat(reply.json("$.minInSyncReplicas")).isEqualTo(2);
		assertThat(reply.json("$.configs['retention.ms']")).isEqualTo("86400000");
		assertThat(reply.list("$.partitions[1].replicas")).containsExactly(2, 3, 1);
		assertThat(reply.json("$.partitions[1].leader")).isEqualTo(2);
		assertThat(reply.list("$.partitions[1].isr")).containsExactlyInAnyOrder(1, 2, 3);
	}

	@Test
	@Order(4)
	void describesTheQuorum() {
		Reply reply = fresh("quorum");
		assertThat(reply.json("$.leader")).isEqualTo(cluster.activeController().orElseThrow());
		assertThat(reply.list("$.voters[*].id")).containsExactlyInAnyOrder(1, 2, 3);
		assertThat(reply.list("$.voters[*].lag")).hasSize(3).doesNotContainNull();
		assertThat(reply.list("$.voters[*].lastCaughtUp")).hasSize(3).doesNotContainNull();
		assertThat(reply.list("$.observers")).isEmpty();
	}

	@Test
	@Order(5)
	void anUnknownTopicIsAProblem() {
		for (String topic : List.of("unknown", "not+a%20topic")) {
			await().atMost(RECOVERED).untilAsserted(() -> {
				Reply reply = application.get("topics/" + topic);
				assertThat(reply.status()).isEqualTo(404);
				assertThat(reply.contentType()).isEqualTo("application/problem+json");
			});
		}
	}

	@Test
	@Order(6)
	void healthStaysUpWhileEveryNodeRestartsInTurn() throws Exception {
		try (HealthLog health = new HealthLog(application)) {
			for (Node node : cluster.nodes()) {
				node.stop();
				node.start();
				cluster.awaitReady(RECOVERED);
				awaitInSync();
			}
			assertThat(health.stop()).hasSizeGreaterThan(50).allSatisfy((reply) -> {
				assertThat(reply.body()).contains("\"kafka\"");
				assertThat(prompt(reply).status()).isEqualTo(200);
			});
		}
	}

	@Test
	@Order(7)
	void aKilledLeaderIsReplacedAndHealthNamesWhatIsUnderReplicated() throws Exception {
		int leader = cluster.leaderOf("email.send", 0).orElseThrow();
		cluster.node(leader).kill();
		await().atMost(RECOVERED).untilAsserted(() -> {
			Reply reply = prompt(application.get("topics/email.send"));
			assertThat(reply.json("$.partitions[0].leader")).isNotNull().isNotEqualTo(leader);
			assertThat(reply.list("$.partitions[0].isr")).hasSize(2).doesNotContain(leader);
		});
		await().atMost(RECOVERED).untilAsserted(() -> {
			Reply health = prompt(application.get("health/kafka"));
			assertThat(health.status()).isEqualTo(200);
			assertThat(health.list("$.details.underReplicated")).hasSize(3)
				.allSatisfy((partition) -> assertThat((String) partition).startsWith("email.send-"));
		});
		assertTextIsThatOfTheCommand("email.send", "one", "two", "configured");
		assertThat(application.getText("topics/one").body()).contains("\tLeader: none\t");
		cluster.start();
		awaitInSync();
	}

	@Test
	@Order(8)
	void aFrozenFollowerOfTheQuorumDelaysNoAnswerAndHealthStaysUp() throws Exception {
		int controller = cluster.activeController().orElseThrow();
		Node frozen = cluster.node(controller % 3 + 1);
		try (HealthLog health = new HealthLog(application)) {
			frozen.pause();
			await().atMost(RECOVERED).untilAsserted(() -> {
				Reply reply = prompt(application.get("topics/email.send"));
				assertThat(reply.status()).isEqualTo(200);
				assertThat(reply.list("$.partitions[*].isr")).allSatisfy((isr) -> assertThat((List<?>) isr).hasSize(2));
			});
			assertThat(health.stop()).hasSizeGreaterThan(20)
				.allSatisfy((reply) -> assertThat(prompt(reply).status()).isEqualTo(200));
		}
		finally {
			frozen.resume();
		}
		awaitInSync();
	}

	/**
	 * The brokers that still run wait up to 30 s for the frozen controller before they
	 * turn to the new one (their controller.socket.timeout.ms), and meanwhile what needs
	 * a controller is stale.
	 */
	@Test
	@Order(9)
	void aFrozenActiveControllerDelaysNoAnswer() {
		Node frozen = cluster.node(cluster.activeController().orElseThrow());
		frozen.pause();
		try {
			for (int i = 0; i < 3; i++) {
				for (String path : List.of("topics/email.send", "quorum", "topics")) {
					assertThat(prompt(application.get(path)).status()).isEqualTo(200);
				}
				prompt(application.get("health/readiness"));
			}
		}
		finally {
			frozen.resume();
		}
		awaitInSync();
	}

	@Test
	@Order(10)
	void aLoneSurvivorsMetadataIsStaleAndHealthIsDown() {
		cluster.node(1).kill();
		cluster.node(2).kill();
		// The topic or the quorum may be the first to be missed.
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(prompt(application.get("health/readiness")).status()).isEqualTo(503);
			assertThat(prompt(application.get("health/kafka")).body())
				.contains("The controller quorum was last heard of");
		});
		assertStale();
	}

	@Test
	@Order(11)
	void withAllNodesGoneTheLastKnownIsToldAtOnce() {
		cluster.node(3).kill();
		assertStale();
		assertThat(prompt(application.get("health/readiness")).status()).isEqualTo(503);
	}

	private static void assertStale() {
		for (String path : List.of("topics", "topics/email.send", "quorum")) {
			Reply reply = prompt(application.get(path));
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.json("$.stale")).isEqualTo(true);
			assertThat(reply.json("$.ageMs")).isNotEqualTo(0);
		}
		assertThat(prompt(application.getText("topics/email.send")).contentType())
			.startsWith("text/plain;stale=true;age=");
		assertThat(prompt(application.get("topics/unknown")).status()).isEqualTo(503);
	}

	private static void assertTextIsThatOfTheCommand(String... topics) throws Exception {
		for (String topic : topics) {
			String printed = TopicsCommand.describe(cluster.bootstrapServers(), topic);
			assertThat(printed).startsWith("Topic: " + topic + "\tTopicId: ");
			await().atMost(RECOVERED)
				.untilAsserted(() -> assertThat(application.getText("topics/" + topic).body()).isEqualTo(printed));
		}
	}

	/** On a busy machine an answer may come too late, and what came before is told. */
	private static Reply fresh(String path) {
		return await().atMost(RECOVERED)
			.until(() -> prompt(application.get(path)),
					(reply) -> reply.status() == 200 && reply.body().contains("\"stale\":false"));
	}

	private static Reply prompt(Reply reply) {
		assertThat(reply.took()).isLessThan(PROMPT);
		return reply;
	}

	private static void createTopics() throws Exception {
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

	private static void awaitUp() {
		await().atMost(RECOVERED)
			.untilAsserted(() -> assertThat(application.get("health/kafka").status()).isEqualTo(200));
	}

	private static void awaitInSync() {
		await().atMost(RECOVERED).untilAsserted(() -> {
			Reply reply = fresh("topics/email.send");
			assertThat(reply.list("$.partitions[*].isr")).allSatisfy((isr) -> assertThat((List<?>) isr).hasSize(3));
		});
		awaitUp();
	}

}
