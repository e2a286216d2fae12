package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Map;

/**
 * The topic of a scenario.
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

}
