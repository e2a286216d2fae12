package dev.failoverlab.run;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.common.TopicPartition;

/**
 * The topic of a run.
 *
 * @param name its name
 * @param partitions how many partitions, 1 or more
 * @param replicationFactor replicas of each partition, 1 or more
 * @param minIsr its {@code min.insync.replicas}
 * @param replicas the nodes of each partition, its preferred leader first; empty to have
 * them take turns
 * @param configs its other settings
 */
public record Topic(String name, int partitions, int replicationFactor, int minIsr, List<List<Integer>> replicas,
		Map<String, String> configs) {

	public Topic {
		if (!replicas.isEmpty() && (replicas.size() != partitions
				|| replicas.stream().anyMatch((each) -> each.size() != replicationFactor))) {
			throw new IllegalArgumentException("Topic " + name + " needs " + replicationFactor
					+ " replicas for each of its " + partitions + " partitions, not " + replicas + ".");
		}
		replicas = List.copyOf(replicas);
		configs = Map.copyOf(configs);
	}

	/**
	 * A topic whose replicas take turns, with no other settings.
	 * @param name its name
	 * @param partitions how many partitions, 1 or more
	 * @param replicationFactor replicas of each partition, 1 or more
	 * @param minIsr its {@code min.insync.replicas}
	 */
	public Topic(String name, int partitions, int replicationFactor, int minIsr) {
		this(name, partitions, replicationFactor, minIsr, List.of(), Map.of());
	}

	/** The partitions, in order. */
	public List<TopicPartition> all() {
		return IntStream.range(0, this.partitions)
			.mapToObj((partition) -> new TopicPartition(this.name, partition))
			.toList();
	}

	/**
	 * The nodes of a partition, its preferred leader first. Unless the topic says who
	 * keeps what, brokers take turns: partition 0 is led by the first, partition 1 by the
	 * second, and so on.
	 * @param partition the partition, from 0
	 * @param brokers the ids of all brokers, in order
	 */
	public List<Integer> replicasOf(int partition, List<Integer> brokers) {
		return this.replicas.isEmpty() ? IntStream.range(partition, partition + this.replicationFactor)
			.mapToObj((turn) -> brokers.get(turn % brokers.size()))
			.toList() : this.replicas.get(partition);
	}

}
