package dev.failoverlab.lab.scenario;

/**
 * The topic of a scenario.
 *
 * @param name its name
 * @param partitions how many partitions, 1 or more
 * @param replicationFactor replicas of each partition, 1 or more
 * @param minIsr its {@code min.insync.replicas}
 */
public record Topic(String name, int partitions, int replicationFactor, int minIsr) {

	public Topic {
		if (partitions < 1 || replicationFactor < 1 || minIsr < 1) {
			throw new IllegalArgumentException(
					"Topic " + name + " needs at least one partition, one replica and a min ISR of 1.");
		}
	}

}
