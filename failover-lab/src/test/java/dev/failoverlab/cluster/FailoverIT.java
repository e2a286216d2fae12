package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.fault.Circumstances;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Values;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a cluster promises, whatever its nodes are: three real nodes of a backend; a test
 * leaves the cluster ready for the next. There is a class for each backend, so that they
 * can run at the same time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailoverIT {

	private static final Duration RECOVERED = Duration.ofMinutes(3);

	private final List<String> progress = new ArrayList<>();

	private final TestBackend backend;

	@SuppressWarnings("NullAway.Init") // By startCluster.
	private KafkaCluster cluster;

	@SuppressWarnings("NullAway.Init")
	private Admin admin;

	private boolean started;

	FailoverIT(TestBackend backend) {
		this.backend = backend;
	}

	@BeforeAll
	void startCluster(@TempDir Path directory) throws Exception {
		this.backend.require(getClass().getSimpleName());
		this.cluster = this.backend.create(ClusterSpec.threeCombined(directory).withPorts(Ports.AUTO),
				this.progress::add);
		this.started = true;
		this.admin = Admin.create(Map.of("bootstrap.servers", this.cluster.bootstrapServers()));
		this.cluster.start();
		this.admin.createTopics(List.of(new NewTopic("email.send", Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1)))))
			.all()
			.get();
	}

	@AfterAll
	void closeCluster() {
		if (!this.started) {
			return;
		}
		this.admin.close();
		List<Node> nodes = this.cluster.nodes();
		this.cluster.close();
		this.cluster.close();
		assertThat(nodes).extracting(Node::state).containsOnly(State.DOWN);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> nodes.get(0).start())
			.withMessageContaining("closed");
	}

	@Test
	void startLeavesAReadyClusterWithoutItsTestTopic() throws Exception {
		assertThat(this.admin.describeCluster().nodes().get()).hasSize(3);
		assertThat(this.admin.describeMetadataQuorum().quorumInfo().get().voters()).hasSize(3);
		awaitNoTopicButEmailSend();
		assertThat(this.cluster.nodes()).extracting(Node::state).containsOnly(State.RUNNING);
		assertThat(this.progress).endsWith("controllers voting: 3 of 3 [1, 2, 3]");
	}

	@Test
	void startAgainChangesNothing() {
		Effect effect = this.cluster.node(1).start();
		assertThat(effect.changed()).isFalse();
		assertThat(effect.state()).isEqualTo(State.RUNNING);
		this.cluster.start();
	}

	@Test
	void aKilledLeaderIsReplacedAndComesBackIntoTheIsr() {
		until("whole ISRs, without which no node may replace the leader",
				() -> isr("email.send", 0).size() == 3 && isr("email.send", 1).size() == 3);
		Node leader = Target.parse("leader of email.send-0", "email.send").resolve(this.cluster, new Random(1)).get(0);
		String address = leader.brokerAddress();
		long before = System.nanoTime();
		Effect kill = leader.kill();
		assertThat(kill.changed()).isTrue();
		assertThat(kill.nanoTime()).isBetween(before, System.nanoTime());
		assertThat(leader.state()).isEqualTo(State.DOWN);
		assertThat(leader.pid()).isEmpty();
		assertThat(leader.kill().changed()).isFalse();
		assertThat(leader.stop().changed()).isFalse();
		until("another leader", () -> this.cluster.leaderOf("email.send", 0).orElse(leader.id()) != leader.id());
		assertThat(leader.start().changed()).isTrue();
		this.cluster.awaitReady(RECOVERED);
		assertThat(leader.brokerAddress()).isEqualTo(address);
		until("the node in the ISR again", () -> isr("email.send", 0).size() == 3);
	}

	@Test
	void theActiveControllerMovesWhenItIsStopped() {
		int first = this.cluster.activeController().orElseThrow();
		assertThat(this.cluster.node(first).stop().changed()).isTrue();
		assertThat(this.cluster.node(first).state()).isEqualTo(State.DOWN);
		assertThat(this.cluster.node(first).logFile()).content().contains("shut down completed");
		until("another active controller", () -> this.cluster.activeController().orElse(first) != first);
		this.cluster.start();
		assertThat(this.cluster.node(first).state()).isEqualTo(State.RUNNING);
	}

	@Test
	void aPausedNodeIsFrozenUntilItIsResumed() {
		Node node = this.cluster.node(2);
		assertThat(node.pause().changed()).isTrue();
		assertThat(node.state()).isEqualTo(State.PAUSED);
		assertThat(node.pause().changed()).isFalse();
		assertThat(this.cluster.leaderOf("email.send", 0)).isPresent();
		assertThatExceptionOfType(ClusterException.class).isThrownBy(node::stop).withMessageContaining("resume it");
		assertThatExceptionOfType(ClusterException.class).isThrownBy(node::start).withMessageContaining("resume it");
		assertThat(node.resume().changed()).isTrue();
		assertThat(node.state()).isEqualTo(State.RUNNING);
		assertThat(node.resume().changed()).isFalse();
		this.cluster.awaitReady(RECOVERED);
	}

	@Test
	void aPausedNodeCanBeKilled() {
		Node node = this.cluster.node(3);
		node.pause();
		assertThat(node.kill()).matches(Effect::changed).extracting(Effect::state).isEqualTo(State.DOWN);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(node::pause).withMessageContaining("start it");
		assertThatExceptionOfType(ClusterException.class).isThrownBy(node::resume).withMessageContaining("start it");
		this.cluster.start();
	}

	@Test
	void aNodeStuttersUntilItIsHealed() {
		Node node = this.cluster.node(2);
		NodeFault stutter = Faults.ofNodes("stutter");
		assertThat(stutter(stutter, node)).matches(Effect::changed).extracting(Effect::state).isEqualTo(State.PAUSED);
		for (State state : List.of(State.RUNNING, State.PAUSED, State.RUNNING, State.PAUSED)) {
			until("the node " + state, () -> node.state() == state);
		}
		assertThat(stutter(stutter, node).changed()).as("it stutters already").isFalse();
		assertThat(stutter.heal(node).changed()).isTrue();
		assertThat(statesOf(node)).containsOnly(State.RUNNING);
		assertThat(stutter.heal(node).changed()).isFalse();
		this.cluster.awaitReady(RECOVERED);
	}

	/** Otherwise the stutter would freeze the next process. */
	@Test
	void aStutterEndsWhenTheNodeIsKilled() {
		Node node = this.cluster.node(3);
		NodeFault stutter = Faults.ofNodes("stutter");
		stutter(stutter, node);
		assertThat(node.kill()).matches(Effect::changed).extracting(Effect::state).isEqualTo(State.DOWN);
		node.start();
		assertThat(statesOf(node)).containsOnly(State.RUNNING);
		assertThat(stutter.heal(node).changed()).as("there is nothing left to heal").isFalse();
		this.cluster.start();
	}

	private Effect stutter(NodeFault stutter, Node node) {
		return inflict(stutter, "node " + node.id());
	}

	private Effect inflict(NodeFault fault, String target) {
		Target parsed = Target.parse(target, "email.send");
		Random random = new Random(1);
		return fault
			.inflict(parsed.resolve(this.cluster, random), new Circumstances(this.cluster, parsed, Values.NONE, random))
			.get(0);
	}

	/** The states seen during the time of several turns. */
	private static Set<State> statesOf(Node node) {
		Set<State> seen = EnumSet.noneOf(State.class);
		long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
		while (System.nanoTime() < end) {
			seen.add(node.state());
		}
		return seen;
	}

	/** Its replicas, and with them the preferred leader, stay as they were. */
	@Test
	void aLeaderMovesAndNothingElse() {
		awaitWholeIsrs();
		int first = this.cluster.leaderOf("email.send", 0).orElseThrow();
		int other = this.cluster.leaderOf("email.send", 1).orElseThrow();
		assertThat(inflict(Faults.ofNodes("move-leader"), "leader of email.send-0").changed()).isTrue();
		assertThat(this.cluster.leaderOf("email.send", 0)).isPresent().isNotEqualTo(OptionalInt.of(first));
		assertThat(this.cluster.leaderOf("email.send", 1)).hasValue(other);
		assertThat(this.cluster.replicasOf("email.send", 0)).containsExactly(1, 2, 3);
	}

	@Test
	void aNodeHandsOverAllThatItLeads() {
		awaitWholeIsrs();
		int node = this.cluster.leaderOf("email.send", 1).orElseThrow();
		inflict(Faults.ofNodes("move-leader"), "node " + node);
		assertThat(this.cluster.leadersOf("email.send")).isNotEmpty().doesNotContain(node);
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> inflict(Faults.ofNodes("move-leader"), "node " + node))
			.withMessage("Node " + node + " leads no such partition, so nothing can be moved");
	}

	@Test
	void aReplicaMovesToABrokerWithoutOne() throws Exception {
		this.admin.createTopics(List.of(new NewTopic("moved", Map.of(0, List.of(1, 2))))).all().get();
		until("its leader", () -> this.cluster.leaderOf("moved", 0).equals(OptionalInt.of(1)));
		inflict(Faults.ofNodes("reassign"), "leader of moved-0");
		assertThat(this.cluster.replicasOf("moved", 0)).containsExactly(3, 2);
		assertThat(this.cluster.isrOf("moved", 0)).containsExactly(2, 3);
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> inflict(Faults.ofNodes("reassign"), "leader of email.send-0"))
			.withMessage("No replica of email.send-0 can move: each of the running brokers [1, 2, 3] has one already");
		this.admin.deleteTopics(List.of("moved")).all().get();
		awaitNoTopicButEmailSend();
	}

	@Test
	void aNodeThatIsDownIsRemovedFromTheVotersUntilItIsBack() {
		Node node = this.cluster.node(3);
		node.kill();
		inflict(Faults.ofNodes("remove-voter"), "node 3");
		assertThat(this.cluster.voters()).containsExactly(1, 2);
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> inflict(Faults.ofNodes("add-voter"), "node 3"))
			.withMessage("Node 3 has no running controller, so it cannot become a voter");
		this.cluster.start();
		assertThat(this.cluster.voters()).containsExactly(1, 2, 3);
	}

	/** For some seconds after a node's death, the other nodes still treat it as alive. */
	@Test
	void readinessIncludesANodeAfterAQuickRestart() {
		Node node = this.cluster.node(2);
		this.progress.clear();
		node.kill();
		this.cluster.start();
		assertThat(this.progress).contains("brokers registered and unfenced: 2 of 3 [1, 3]");
	}

	@Test
	void anUnknownNodeIsAnErrorThatNamesThoseThatExist() {
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> this.cluster.node(9))
			.withMessage("There is no node 9. The nodes are 1, 2, 3.");
	}

	@Test
	void nodesKeepALog() {
		assertThat(this.cluster.node(1).logFile()).content().contains("Kafka Server started");
	}

	/** The addresses that the cluster advertises must be reachable from here. */
	@Test
	void everyBrokerIsReachedByTheAddressThatItAdvertises() throws Exception {
		assertThat(this.admin.describeCluster().nodes().get())
			.extracting((node) -> node.id() + " " + node.host() + ":" + node.port())
			.containsExactlyInAnyOrderElementsOf(
					this.cluster.nodes().stream().map((node) -> node.id() + " " + node.brokerAddress()).toList());
	}

	@Test
	void theWholeClusterComesBackWithItsIdAndItsTopics() throws Exception {
		String id = this.admin.describeCluster().clusterId().get();
		this.cluster.nodes().forEach(Node::kill);
		this.cluster.start();
		assertThat(this.admin.describeCluster().clusterId().get()).isEqualTo(id);
		awaitNoTopicButEmailSend();
	}

	@Test
	void aFaultThatTheBackendCannotInflictIsRefusedByName() {
		List<NodeFault> others = Faults.all()
			.stream()
			.filter(NodeFault.class::isInstance)
			.map(NodeFault.class::cast)
			.filter((fault) -> !this.cluster.capabilities().containsAll(fault.needs()))
			.toList();
		assertThat(others).extracting(NodeFault::word)
			.contains("disk-full", "disk-gone")
			.hasSize((this.backend == TestBackend.PROCESS) ? 6 : 2)
			.doesNotContain("kill", "stop", "pause", "wipe");
		assertThat(others).allSatisfy((fault) -> assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> fault.prepare(this.cluster, fault.byHand()))
			.withMessageStartingWith("The fault " + fault.word() + " needs nodes with "));
	}

	private void awaitWholeIsrs() {
		until("whole ISRs", () -> this.cluster.isrOf("email.send", 0).size() == 3
				&& this.cluster.isrOf("email.send", 1).size() == 3);
	}

	/** Any broker may answer, and one that lags behind reports an old state. */
	private void awaitNoTopicButEmailSend() {
		until("email.send alone", () -> topics().equals(Set.of("email.send")));
	}

	private Set<String> topics() {
		try {
			return this.admin.listTopics().names().get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
	}

	private List<org.apache.kafka.common.Node> isr(String topic, int partition) {
		try {
			return this.admin.describeTopics(List.of(topic))
				.allTopicNames()
				.get()
				.values()
				.iterator()
				.next()
				.partitions()
				.get(partition)
				.isr();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void until(String what, java.util.function.BooleanSupplier condition) {
		long deadline = System.nanoTime() + RECOVERED.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - deadline).as("nanoseconds past the deadline, waiting for " + what)
				.isNegative();
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}
	}

}
