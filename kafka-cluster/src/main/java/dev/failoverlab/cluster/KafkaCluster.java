package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A KRaft cluster whose nodes can be broken and healed one by one. Guarantees:
 * <ul>
 * <li>Once {@link #start} returns, every broker is registered and unfenced, every
 * controller is a voter, and a topic with a replica on every broker (at most three) has
 * all of them in its ISR.</li>
 * <li>Once a command to a {@link Node} returns, its effect is in force, not merely asked
 * for.</li>
 * <li>A node that was stopped or killed starts again with its ports and its data.</li>
 * <li>Once {@link #close} returns, no process or container of the cluster is left; when
 * this JVM dies without closing it, in whatever way, none is left within seconds.</li>
 * <li>Every wait is bounded; a bound that was passed is a {@link ClusterException} that
 * names what was waited for and what was seen instead.</li>
 * </ul>
 * Safe for use by several threads.
 */
public interface KafkaCluster extends AutoCloseable {

	/**
	 * The layout.
	 * @return what the cluster was made from
	 */
	ClusterSpec spec();

	/**
	 * Addresses of all the brokers.
	 * @return a value for {@code bootstrap.servers}
	 */
	default String bootstrapServers() {
		return nodes().stream()
			.map(Node::brokerAddress)
			.filter((address) -> !address.isEmpty())
			.collect(Collectors.joining(","));
	}

	/**
	 * The nodes, in the order of their ids.
	 * @return all nodes, running or not
	 */
	List<Node> nodes();

	/**
	 * One node.
	 * @param id its id
	 * @return the node
	 * @throws ClusterException when there is none; the message names those that exist
	 */
	default Node node(int id) {
		return nodes().stream()
			.filter((node) -> node.id() == id)
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no node " + id + ". The nodes are "
					+ nodes().stream().map((node) -> "" + node.id()).collect(Collectors.joining(", ")) + "."));
	}

	/**
	 * What this cluster is capable of, with its backend and its layout.
	 */
	Set<Capability> capabilities();

	/** Starts every node that is down and returns when the cluster is ready. */
	void start();

	/**
	 * Waits until the cluster is ready as {@link #start} means it.
	 * @param atMost how long to wait
	 */
	void awaitReady(Duration atMost);

	/**
	 * Who leads a partition, as the cluster itself says now.
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return the leader's node id, or empty when no node leads
	 */
	OptionalInt leaderOf(String topic, int partition);

	/**
	 * The leader of the controller quorum, as the cluster itself says now.
	 * @return its node id, or empty when no node leads
	 */
	OptionalInt activeController();

	/**
	 * Who keeps a partition, as the cluster itself says now.
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return node ids, the preferred leader first
	 */
	List<Integer> replicasOf(String topic, int partition);

	/**
	 * The in-sync replicas of a partition, as the cluster itself says now.
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return node ids
	 */
	Set<Integer> isrOf(String topic, int partition);

	/**
	 * Who leads any partition of a topic, as the cluster itself says now.
	 * @param topic the topic
	 * @return node ids
	 */
	Set<Integer> leadersOf(String topic);

	/**
	 * The voters of the controller quorum, dead ones too, as the cluster itself says now.
	 * @return node ids
	 */
	Set<Integer> voters();

	/**
	 * Who coordinates a consumer group.
	 * @param group the group's id
	 * @return its node id, or empty when there is no such group now
	 */
	OptionalInt groupCoordinator(String group);

	/**
	 * Who coordinates the transactions of a producer.
	 * @param transactionalId the producer's {@code transactional.id}
	 * @return its node id, or empty when that id was never used
	 */
	OptionalInt transactionCoordinator(String transactionalId);

	/**
	 * On which of its disks a broker keeps a partition.
	 * @param node the broker
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return the disk, from 1, or empty when the broker does not keep it, or nodes have
	 * one disk
	 */
	OptionalInt diskOf(int node, String topic, int partition);

	/** Ends every node at once (SIGKILL) and waits until all are gone. */
	@Override
	void close();

}
