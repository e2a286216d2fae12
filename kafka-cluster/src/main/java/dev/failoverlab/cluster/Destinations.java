package dev.failoverlab.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;

/** Where replicas can move to: each to the broker that has the fewest by then. */
final class Destinations {

	/** How many replicas each running broker has. */
	private final Map<Integer, Integer> replicas = new TreeMap<>();

	Destinations(List<PartitionMetadata> all, Set<Integer> running) {
		running.forEach((broker) -> this.replicas.put(broker, 0));
		all.forEach((partition) -> partition.replicaIds
			.forEach((broker) -> this.replicas.computeIfPresent(broker, (id, count) -> count + 1)));
	}

	/**
	 * The replicas of partitions, each in its old order with another broker in place of
	 * one.
	 * @throws ClusterException when every running broker has a replica of one of them
	 */
	Map<TopicPartition, List<Integer>> instead(int broker, List<PartitionMetadata> partitions) {
		Map<TopicPartition, List<Integer>> wanted = new HashMap<>();
		for (PartitionMetadata partition : partitions) {
			List<Integer> moved = new ArrayList<>(partition.replicaIds);
			Collections.replaceAll(moved, broker, next(partition));
			wanted.put(partition.topicPartition, moved);
		}
		return wanted;
	}

	private int next(PartitionMetadata partition) {
		int next = this.replicas.entrySet()
			.stream()
			.filter((broker) -> !partition.replicaIds.contains(broker.getKey()))
			.min(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.orElseThrow(() -> new ClusterException("No replica of " + partition.topicPartition
					+ " can move: each of the running brokers " + this.replicas.keySet() + " has one already"));
		this.replicas.computeIfPresent(next, (id, count) -> count + 1);
		return next;
	}

}
