package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;

/**
 * Moves leaders or replicas from a node to other nodes, as an operator does before
 * maintenance. For faults.
 */
public final class Drain implements AutoCloseable {

	private static final Duration LEADERS = Duration.ofSeconds(30);

	private static final Duration REPLICAS = Duration.ofMinutes(2);

	private final int node;

	private final Predicate<PartitionMetadata> meant;

	private final Supplier<Set<Integer>> running;

	private final ClusterAdmin admin;

	/**
	 * Connects; nothing is moved yet.
	 * @param node the node's id
	 * @param only the partition that is meant; empty for all of all topics, Kafka's own
	 * too
	 */
	public Drain(KafkaCluster cluster, int node, Optional<TopicPartition> only) {
		this.node = node;
		this.meant = (partition) -> only.isEmpty() || only.get().equals(partition.topicPartition);
		this.running = () -> cluster.nodes()
			.stream()
			.filter((each) -> each.state() == Node.State.RUNNING && !each.brokerAddress().isEmpty())
			.map(Node::id)
			.collect(Collectors.toCollection(TreeSet::new));
		this.admin = new ClusterAdmin(cluster.client());
	}

	/**
	 * Has in-sync replicas on other nodes lead what the node leads. The replicas and
	 * their order, and with it the preferred leaders, are the same afterwards.
	 * @throws ClusterException when the node leads nothing, or a partition has no other
	 * in-sync replica; then nothing is moved
	 */
	public void leaders() {
		List<PartitionMetadata> led = led().toList();
		requireSome(led, "leads");
		Map<TopicPartition, List<Integer>> before = led.stream()
			.collect(Collectors.toMap((each) -> each.topicPartition, (each) -> each.replicaIds));
		this.admin.reassign(led.stream().collect(Collectors.toMap((each) -> each.topicPartition, this::anotherFirst)));
		try {
			await(LEADERS, "leads", () -> stillLed(before.keySet()));
		}
		finally {
			this.admin.reassign(before);
		}
	}

	/**
	 * Moves the node's replicas to running brokers without one, to those with the fewest
	 * replicas. Returns once the new ones are in sync and the old ones are removed.
	 * @throws ClusterException when the node has no replica, or there is no such broker;
	 * then nothing is moved
	 */
	public void replicas() {
		List<PartitionMetadata> all = this.admin.partitions().all();
		List<PartitionMetadata> kept = all.stream().filter(this.meant).filter(this::isReplica).toList();
		requireSome(kept, "keeps");
		Map<TopicPartition, List<Integer>> wanted = new Destinations(all, this.running.get()).instead(this.node, kept);
		this.admin.reassign(wanted);
		await(REPLICAS, "keeps",
				() -> this.admin.partitions()
					.all()
					.stream()
					.filter((each) -> wanted.containsKey(each.topicPartition))
					.filter((each) -> !each.replicaIds.equals(wanted.get(each.topicPartition)))
					.map((each) -> each.topicPartition)
					.collect(Collectors.toSet()));
	}

	@Override
	public void close() {
		this.admin.close();
	}

	private void requireSome(Collection<PartitionMetadata> found, String verb) {
		if (found.isEmpty()) {
			throw new ClusterException(
					"Node " + this.node + " " + verb + " no such partition, so nothing can be moved");
		}
	}

	private List<Integer> anotherFirst(PartitionMetadata partition) {
		Integer next = partition.replicaIds.stream()
			.filter((id) -> id != this.node && partition.inSyncReplicaIds.contains(id))
			.findFirst()
			.orElseThrow(() -> new ClusterException("No other node can lead " + partition.topicPartition + ": node "
					+ this.node + " is its only in-sync replica"));
		List<Integer> order = new ArrayList<>(partition.replicaIds);
		order.remove(next);
		order.add(0, next);
		return order;
	}

	private Set<TopicPartition> stillLed(Set<TopicPartition> partitions) {
		Set<TopicPartition> left = led().map((each) -> each.topicPartition)
			.filter(partitions::contains)
			.collect(Collectors.toSet());
		if (!left.isEmpty()) {
			this.admin.electPreferred(left);
		}
		return left;
	}

	private Stream<PartitionMetadata> led() {
		return this.admin.partitions()
			.all()
			.stream()
			.filter(this.meant)
			.filter((partition) -> partition.leaderId.filter((leader) -> leader == this.node).isPresent());
	}

	private boolean isReplica(PartitionMetadata partition) {
		return partition.replicaIds.contains(this.node);
	}

	private void await(Duration atMost, String verb, Supplier<Set<TopicPartition>> left) {
		String seen = Deadline.in(atMost).until(() -> ClusterException.messageOr(() -> {
			Set<TopicPartition> now = left.get();
			return now.isEmpty() ? "" : "it " + verb + " " + now;
		}), String::isEmpty);
		if (!seen.isEmpty()) {
			throw new ClusterException(
					"Node " + this.node + " is not drained after " + atMost.toSeconds() + " s. Seen: " + seen);
		}
	}

}
