package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.FailoverGuard;
import dev.failoverlab.cluster.FailoverGuard.Result;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A guard beside real nodes. */
class FastFailoverIT {

	private static final String TOPIC = "emails";

	/**
	 * Half of the session time-out: without the guard nothing happens for so long. Some
	 * fifty times what it takes, since votes can be split on a busy machine.
	 */
	private static final Duration SOON = Duration.ofSeconds(7);

	private static final List<String> SAID = new CopyOnWriteArrayList<>();

	@TempDir
	static Path directory;

	/** Both are longer than {@link #SOON}: only the guard can be the cause of less. */
	private static final Map<String, String> SLOW = Map.of("broker.session.timeout.ms", "15000",
			"controller.quorum.fetch.timeout.ms", "10000", "controller.quorum.election.timeout.ms", "1000",
			"controller.quorum.election.backoff.max.ms", "1000");

	private static KafkaCluster cluster;

	@BeforeAll
	static void startCluster() throws Exception {
		cluster = ProcessBackend.create(
				ClusterSpec.threeCombined(directory).withPorts(Ports.AUTO).withOverrides(SLOW).withFastFailover(),
				SAID::add);
		cluster.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(TOPIC, Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1)))))
				.all()
				.get();
		}
	}

	@AfterAll
	static void closeCluster() {
		cluster.close();
	}

	@AfterEach
	void healAll() {
		cluster.nodes().stream().filter((node) -> node.state() == Node.State.PAUSED).forEach(Node::resume);
		cluster.start();
		for (int partition : List.of(0, 1)) {
			assertThat(isrBecomes(partition, Set.of(1, 2, 3), Duration.ofMinutes(3))).containsExactlyInAnyOrder(1, 2,
					3);
		}
		SAID.clear();
	}

	@Test
	void aNodeThatTheLabKillsIsUnregisteredAtOnce() {
		Node node = cluster.node(2);
		node.kill();
		assertIsrBecomes(Set.of(1, 3));
		assertThat(guardSaid(1)).containsExactly("node 2 is unregistered");
	}

	/** Without the guard the others would notice it only after ten seconds. */
	@Test
	void theDeathOfTheActiveControllerIsToldToTheOthers() {
		int active = cluster.activeController().orElseThrow();
		cluster.node(active).kill();
		Set<Integer> others = Set.of(1, 2, 3).stream().filter((id) -> id != active).collect(Collectors.toSet());
		assertIsrBecomes(others);
		assertThat(guardSaid(1)).containsExactly("node " + active + " is unregistered");
	}

	/** By the state of its threads, or by its exit status. */
	@Test
	void aNodeThatIsKilledFromOutsideIsUnregisteredToo() {
		ProcessHandle.of(cluster.node(3).pid().orElseThrow()).orElseThrow().destroyForcibly();
		assertIsrBecomes(Set.of(1, 2));
		assertThat(guardSaid(1)).containsExactly("node 3 is unregistered");
	}

	@Test
	void aNodeThatStartsAgainAtOnceIsNotUnregisteredLater() {
		for (int i = 0; i < 3; i++) {
			cluster.node(2).kill();
			cluster.node(2).start();
			cluster.awaitReady(Duration.ofMinutes(3));
			assertThat(guardSaid()).hasSize(i + 1).containsOnly("node 2 is unregistered");
		}
	}

	@Test
	void theGuardDoesNothingAfterACleanStopOrAPause() throws Exception {
		cluster.node(1).stop();
		cluster.node(3).pause();
		Thread.sleep(1_000); // Time in which it could do something wrong.
		cluster.node(3).resume();
		ProcessHandle.of(cluster.node(2).pid().orElseThrow()).orElseThrow().destroy(); // SIGTERM
		cluster.node(2).gone().get();
		assertThat(guardSaid()).isEmpty();
	}

	@Test
	void theLastInSyncReplicaIsNeverUnregistered() {
		cluster.node(1).stop();
		cluster.node(3).pause();
		cluster.node(2).kill();
		assertThat(guardSaid(1)).singleElement().asString().startsWith("node 2 is not unregistered, because no other");
	}

	@Test
	void twoGuardsDoWhatOneDoes() {
		try (FailoverGuard other = new FailoverGuard(cluster.bootstrapServers(), cluster.bootstrapControllers())) {
			assertThat(other.awaitConnected(Set.of(1, 2, 3), Duration.ofSeconds(30))).isTrue();
			cluster.node(2).kill();
			assertThat(other.unregister(2).result()).isIn(Result.UNREGISTERED, Result.NOT_REGISTERED);
			assertThat(other.unregister(2).result()).isEqualTo(Result.NOT_REGISTERED);
		}
	}

	/** It remains a voter, and serves nothing until it is restarted. */
	@Test
	void aLiveNodeThatIsUnregisteredByMistakeComesBackByARestart() {
		try (FailoverGuard guard = new FailoverGuard(cluster.bootstrapServers(), cluster.bootstrapControllers())) {
			assertThat(guard.awaitConnected(Set.of(1, 2, 3), Duration.ofSeconds(30))).isTrue();
			assertThat(guard.unregister(2).result()).isEqualTo(Result.UNREGISTERED);
			assertIsrBecomes(Set.of(1, 3));
			assertThat(cluster.voters()).containsExactly(1, 2, 3);
			cluster.node(2).kill();
		}
	}

	private static void assertIsrBecomes(Set<Integer> isr) {
		assertThat(isrBecomes(0, isr, SOON)).as("ISR; %s", SAID).containsExactlyInAnyOrderElementsOf(isr);
	}

	private static Set<Integer> isrBecomes(int partition, Set<Integer> isr, Duration atMost) {
		return Deadline.in(atMost).until(() -> cluster.isrOf(TOPIC, partition), isr::equals);
	}

	/** What it has done is seen before it says so. */
	private static List<String> guardSaid(int atLeast) {
		return Deadline.in(Duration.ofSeconds(10)).until(FastFailoverIT::guardSaid, (said) -> said.size() >= atLeast);
	}

	/** Without times. */
	private static List<String> guardSaid() {
		return SAID.stream()
			.filter((text) -> text.startsWith("guard: "))
			.map((text) -> text.replaceAll("guard: | \\(\\d+ ms\\)", ""))
			.toList();
	}

}
