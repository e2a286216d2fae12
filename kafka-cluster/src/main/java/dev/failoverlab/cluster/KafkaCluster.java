package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

/**
 * A KRaft cluster whose nodes can be broken and healed one by one. Guarantees:
 * <ul>
 * <li>Once {@link #start} returns, every broker is registered and unfenced, every
 * controller is a voter, and a topic with a replica on every broker (at most three) has
 * all of them in its ISR.</li>
 * <li>Once a command to a {@link Node} returns, its effect is in force, not only
 * requested.</li>
 * <li>A node that was stopped or killed starts again with its ports and its data.</li>
 * <li>Once {@link #close} returns, no process or container of the cluster is left. When
 * this JVM ends without closing it, for any reason, they end within seconds. A cluster
 * that others run is left as it is.</li>
 * <li>Every wait has a time limit. After that a {@link ClusterException} names what was
 * expected and what was seen instead.</li>
 * </ul>
 * Thread-safe.
 */
public interface KafkaCluster extends AutoCloseable {

	/** The layout that the cluster was created from. */
	ClusterSpec spec();

	/**
	 * Addresses of all brokers, as a value for {@code bootstrap.servers}.
	 */
	default String bootstrapServers() {
		return nodes().stream()
			.map(Node::brokerAddress)
			.filter((address) -> !address.isEmpty())
			.collect(Collectors.joining(","));
	}

	/** How clients reach the cluster. */
	default ClientSettings client() {
		return ClientSettings.of(bootstrapServers());
	}

	/**
	 * Addresses of all controllers, as a value for {@code bootstrap.controllers}.
	 */
	default String bootstrapControllers() {
		return nodes().stream()
			.map(Node::controllerAddress)
			.filter((address) -> !address.isEmpty())
			.collect(Collectors.joining(","));
	}

	/** All nodes, running or not, in the order of their ids. */
	List<Node> nodes();

	/**
	 * One node.
	 * @throws ClusterException when there is no such node; the message lists those that
	 * exist
	 */
	default Node node(int id) {
		return nodes().stream()
			.filter((node) -> node.id() == id)
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no node " + id + ". The nodes are "
					+ nodes().stream().map((node) -> "" + node.id()).collect(Collectors.joining(", ")) + "."));
	}

	/** The ids of the nodes that are brokers, running or not, in their order. */
	default List<Integer> brokerIds() {
		return nodes().stream().filter((node) -> !node.brokerAddress().isEmpty()).map(Node::id).toList();
	}

	/** What this cluster is capable of: it depends on the backend and the layout. */
	Set<Capability> capabilities();

	/**
	 * Reports from now on what others do to the nodes, if the backend can know that.
	 * @param listener takes a node, and the word for what was done to it: {@code kill},
	 * {@code stop}, {@code pause}, {@code resume} or {@code start}
	 */
	default void onOthers(BiConsumer<Node, String> listener) {
		// The nodes of most backends belong to this JVM alone.
	}

	/** Starts every node that is down and returns when the cluster is ready. */
	void start();

	/** How long the latest start took, if this cluster was started. */
	default Optional<Duration> startTime() {
		return Optional.empty();
	}

	/**
	 * Waits until the cluster is ready, as after {@link #start}.
	 * @param atMost how long to wait
	 */
	void awaitReady(Duration atMost);

	/**
	 * The leader of a partition, as the cluster itself reports it now.
	 * @param partition the partition, from 0
	 * @return the leader's node id, or empty when the partition has no leader
	 */
	OptionalInt leaderOf(String topic, int partition);

	/**
	 * The leader of the controller quorum, as the cluster itself reports it now.
	 * @return its node id, or empty when the quorum has no leader
	 */
	OptionalInt activeController();

	/**
	 * The replicas of a partition, as the cluster itself reports them now.
	 * @param partition the partition, from 0
	 * @return node ids, the preferred leader first
	 */
	List<Integer> replicasOf(String topic, int partition);

	/**
	 * The in-sync replicas of a partition, as the cluster itself reports them now.
	 * @param partition the partition, from 0
	 * @return node ids
	 */
	Set<Integer> isrOf(String topic, int partition);

	/**
	 * The partitions of all topics, Kafka's own too, that have a replica outside of the
	 * ISR, as the cluster itself reports them now.
	 * @return for example {@code email.send-0}
	 */
	Set<String> partitionsOutOfSync();

	/**
	 * The nodes that lead a partition of a topic, as the cluster itself reports them now.
	 * @return node ids, in the order of the partitions
	 */
	Set<Integer> leadersOf(String topic);

	/**
	 * The voters of the controller quorum, including dead ones, as the cluster itself
	 * reports them now.
	 * @return node ids
	 */
	Set<Integer> voters();

	/**
	 * How much of the metadata log each voter of the controller quorum has, including
	 * dead ones, as the active controller reports it now.
	 * @return the offset at which its log ends, by node id
	 */
	Map<Integer, Long> voterEnds();

	/**
	 * The coordinator of a consumer group or a share group.
	 * @param group the group's id
	 * @return its node id, or empty when there is no such group now
	 */
	OptionalInt groupCoordinator(String group);

	/**
	 * The share coordinator, which keeps what a share group did with a partition.
	 * @param group the group's id
	 * @return its node id, or empty when no node knows one now
	 */
	OptionalInt shareCoordinator(String group, TopicPartition partition);

	/**
	 * The coordinator of a producer's transactions.
	 * @param transactionalId the producer's {@code transactional.id}
	 * @return its node id, or empty when no producer has used that id
	 */
	OptionalInt transactionCoordinator(String transactionalId);

	/**
	 * The disk on which a broker keeps a partition.
	 * @param partition the partition, from 0
	 * @return the disk, from 1, or empty when the broker has no replica of it, or nodes
	 * have only one disk
	 */
	OptionalInt diskOf(int node, String topic, int partition);

	/**
	 * Kills all nodes at the same time (SIGKILL) and waits until all have ended, unless
	 * others run them.
	 */
	@Override
	void close();

}
