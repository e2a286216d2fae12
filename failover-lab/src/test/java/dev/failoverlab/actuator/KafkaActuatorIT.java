package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.actuator.ActuatorApplication.Reply;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The tests stand in an order, for the application starts before the cluster does and
 * lives on when two nodes are gone; the others leave the cluster as they found it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaActuatorIT extends ApplicationAndCluster {

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
	void theTextEqualsTheCommandsOutput() throws Exception {
		assertTextEqualsTheCommandsOutput("email.send", "one", "two", "configured");
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
		assertTextEqualsTheCommandsOutput("email.send", "one", "two", "configured");
		assertThat(application.getText("topics/one").body()).contains("\tLeader: none\t");
		cluster.start();
		awaitInSync();
	}

	@Test
	@Order(7)
	void aLoneSurvivorsMetadataIsStaleAndHealthIsDown() {
		cluster.node(1).kill();
		cluster.node(2).kill();
		// The topic or the quorum may be the first to be missed.
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(prompt(application.get("health/readiness")).status()).isEqualTo(503);
			assertThat(prompt(application.get("health/kafka")).body())
				.contains("The controller quorum was last reported");
		});
		assertStale();
	}

	@Test
	@Order(8)
	void withAllNodesDownTheLastKnownStateIsReportedImmediately() {
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
		assertThat(prompt(application.getText("topics/email.send")).age()).isNotEmpty();
		assertThat(prompt(application.get("topics")).body()).contains("\"name\":\"email.send\"");
		assertThat(prompt(application.get("topics/unknown")).status()).isEqualTo(503);
	}

	private static void assertTextEqualsTheCommandsOutput(String... topics) throws Exception {
		for (String topic : topics) {
			String printed = TopicsCommand.describe(cluster.bootstrapServers(), topic);
			assertThat(printed).startsWith("Topic: " + topic + "\tTopicId: ");
			await().atMost(RECOVERED)
				.untilAsserted(() -> assertThat(application.getText("topics/" + topic).body()).isEqualTo(printed));
		}
	}

}
