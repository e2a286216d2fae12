package dev.failoverlab.actuator;

import java.util.List;

import dev.failoverlab.actuator.ActuatorApplication.Reply;
import dev.failoverlab.cluster.Node;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What neither a rolling restart nor a frozen node may hold up or turn to DOWN; a class
 * of its own, so that it can run beside the others.
 */
class ResponsiveIT extends ApplicationAndCluster {

	@BeforeAll
	static void startTheCluster() throws Exception {
		cluster.start();
		createTopics();
		awaitInSync();
	}

	@Test
	@Tag("nightly")
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
	@Tag("nightly")
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

}
