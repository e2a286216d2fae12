package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.TestBackend;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What holds for containers alone; what holds for any backend is in FailoverIT. */
class ComposeClusterIT {

	private static final Duration RECOVERED = Duration.ofMinutes(3);

	private static final Duration LATENCY = Duration.ofMillis(300);

	@TempDir
	static Path directory;

	@SuppressWarnings("NullAway.Init") // By startCluster.
	private static KafkaCluster cluster;

	private static boolean started;

	@BeforeAll
	static void startCluster() throws Exception {
		TestBackend.COMPOSE.require("ComposeClusterIT");
		cluster = ComposeBackend.create(
				ClusterSpec.threeCombined(directory).withPorts(Ports.AUTO).withOverrides(Map.of("num.partitions", "7")),
				(progress) -> {
				});
		started = true;
		cluster.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic("email.send", Map.of(0, List.of(1, 2, 3))))).all().get();
		}
	}

	@AfterAll
	static void closeCluster() {
		if (started) {
			cluster.close();
		}
	}

	@AfterEach
	void heal() {
		if (!started) {
			return;
		}
		cluster.nodes().forEach(Node::heal);
		cluster.start();
	}

	@Test
	void aLeaderCutOffFromNodesIsReplacedAlthoughClientsReachIt() {
		NetworkedNode leader = NetworkedNode.of(cluster.node(cluster.leaderOf("email.send", 0).orElseThrow()));
		assertThat(leader.cutOff(Cut.NODES).changed()).isTrue();
		assertThat(leader.cutOff(Cut.NODES).changed()).isFalse();
		until("another leader", () -> cluster.leaderOf("email.send", 0).orElse(leader.id()) != leader.id());
		until("an answer to a client", () -> answers(leader));
		assertThat(leader.state()).isEqualTo(State.RUNNING);
		assertThat(leader.heal().changed()).isTrue();
		assertThat(leader.heal().changed()).isFalse();
		cluster.awaitReady(RECOVERED);
	}

	@Test
	void aLeaderCutOffFromClientsStaysLeader() throws Exception {
		NetworkedNode leader = NetworkedNode.of(cluster.node(cluster.leaderOf("email.send", 0).orElseThrow()));
		leader.cutOff(Cut.CLIENTS);
		assertThat(answers(leader)).isFalse();
		// Longer than it takes to give a broker up.
		TimeUnit.SECONDS.sleep(11);
		assertThat(cluster.leaderOf("email.send", 0)).hasValue(leader.id());
		leader.heal();
		until("an answer to a client", () -> answers(leader));
	}

	@Test
	@Tag("nightly")
	void aCutOutlivesTheRestartOfAnyNode() {
		NetworkedNode isolated = NetworkedNode.of(cluster.node(2));
		isolated.cutOff(Cut.ALL);
		assertThat(answers(isolated)).isFalse();
		isolated.kill();
		isolated.start();
		cluster.node(3).kill();
		cluster.node(3).start();
		until("the third node", () -> answers(cluster.node(3)));
		assertThat(cluster.activeController()).as("said by one that can be heard").isPresent();
		assertThat(answers(isolated)).isFalse();
	}

	@Test
	void aNodeWithFullPacketLossDoesNotAnswer() {
		NetworkedNode node = NetworkedNode.of(cluster.node(3));
		assertThat(node.slow(new Slowness(Duration.ZERO, 100, 0)).changed()).isTrue();
		assertThat(answers(node)).isFalse();
		node.slow(new Slowness(Duration.ZERO, 0, 1000));
		until("an answer", () -> answers(node));
	}

	@Test
	void aLatencyAppliesImmediatelyAndAfterARestartUntilHealed() {
		NetworkedNode node = NetworkedNode.of(cluster.node(1));
		node.slow(new Slowness(LATENCY, 0, 0));
		assertThat(answerTime(node)).isGreaterThan(LATENCY);
		node.kill();
		node.start();
		until("an answer", () -> answers(node));
		assertThat(answerTime(node)).isGreaterThan(LATENCY);
		assertThat(Containers.of(cluster)).as("the nodes, and what holds the packets back").hasSize(4);
		node.heal();
		until("an answer without the latency", () -> answerTime(node).compareTo(LATENCY) < 0);
		assertThat(Containers.of(cluster)).hasSize(3);
	}

	@Test
	void aLatencyThatEndsTooEarlyIsAnErrorAndDoesNotCutOffTheNode() {
		NetworkedNode node = NetworkedNode.of(cluster.node(1));
		List<String> nodes = Containers.of(cluster);
		node.slow(new Slowness(LATENCY, 0, 0));
		List<String> helper = new ArrayList<>(Containers.of(cluster));
		helper.removeAll(nodes);
		Docker.run("kill", helper.get(0));
		until("an answer without the latency", () -> answerTime(node).compareTo(LATENCY) < 0);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(node::heal)
			.withMessageContaining("The latency of 300 ms ended too early");
		assertThat(Containers.of(cluster)).isEqualTo(nodes);
		assertThat(node.slow(new Slowness(LATENCY, 0, 0)).changed()).as("healed all the same").isTrue();
	}

	@Test
	void aNodeThatIsDownCannotBeCutOff() {
		NetworkedNode node = NetworkedNode.of(cluster.node(3));
		node.kill();
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> node.cutOff(Cut.ALL))
			.withMessageContaining("Node 3 is down: start it");
	}

	/** The last of three has no quorum to hand its leaderships over to (KAFKA-14287). */
	@Test
	@Tag("nightly")
	void aNodeThatCannotStopIsAnErrorWithAThreadDump() {
		cluster.node(1).kill();
		cluster.node(3).kill();
		ComposeNode last = (ComposeNode) cluster.node(2);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> last.stop(Duration.ofSeconds(5)))
			.withMessageContaining("Node 2 was asked to stop and still runs after 5 s")
			.withMessageContaining("node-2-threads.txt");
		assertThat(last.state()).isEqualTo(State.RUNNING);
		assertThat(directory.resolve("logs/node-2-threads.txt")).content().contains("Full thread dump");
		last.kill();
	}

	@Test
	void overridesReachTheNodes() {
		assertThat(cluster.node(1).logFile()).content().contains("Kafka Server started");
		assertThat(cluster.nodes()).allSatisfy((node) -> assertThat(
				Docker.run("exec", ((ComposeNode) node).container(), "cat", "/tmp/server.properties"))
			.contains("num.partitions=7"));
	}

	@Test
	void anotherLayoutIsRefused() {
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> ComposeBackend.create(ClusterSpec.combined(1, directory), (progress) -> {
			}))
			.withMessageContaining("three nodes");
	}

	/** Whether a node answers a client, asked at its own address and nowhere else. */
	private static boolean answers(Node node) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", node.brokerAddress(), "request.timeout.ms", 2000,
				"default.api.timeout.ms", 2500, "retries", 0))) {
			admin.describeCluster().clusterId().get(3, TimeUnit.SECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/** How long a node takes to answer a client that has just come to it. */
	private static Duration answerTime(Node node) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", node.brokerAddress()))) {
			long begin = System.nanoTime();
			admin.describeCluster().clusterId().get(RECOVERED.toSeconds(), TimeUnit.SECONDS);
			return Duration.ofNanos(System.nanoTime() - begin);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void until(String what, BooleanSupplier condition) {
		long deadline = System.nanoTime() + RECOVERED.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - deadline).as("nanoseconds past the deadline, waiting for " + what)
				.isNegative();
		}
	}

}
