package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;

/**
 * The leaders of the partitions and of the quorum.
 *
 * @param activeController the leader of the quorum, if there is one
 * @param leaders the leader of each partition that has one
 */
record Leadership(OptionalInt activeController, SortedMap<Integer, Integer> leaders) {

	/** How long a request waits for the cluster's answer. */
	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	/** What the cluster reports now, or empty when no node answers in time. */
	static Optional<Leadership> of(KafkaCluster cluster, String topic, int partitions) {
		if (cluster.nodes().stream().noneMatch((node) -> node.state() == Node.State.RUNNING)) {
			return Optional.empty();
		}
		return CompletableFuture
			.supplyAsync(
					() -> Optional.of(new Leadership(cluster.activeController(), leaders(cluster, topic, partitions))))
			.completeOnTimeout(Optional.empty(), TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((ex) -> Optional.empty())
			.join();
	}

	private static SortedMap<Integer, Integer> leaders(KafkaCluster cluster, String topic, int partitions) {
		SortedMap<Integer, Integer> leaders = new TreeMap<>();
		for (int partition = 0; partition < partitions; partition++) {
			int number = partition;
			cluster.leaderOf(topic, number).ifPresent((leader) -> leaders.put(number, leader));
		}
		return leaders;
	}

	List<Integer> leads(int node) {
		return this.leaders.entrySet()
			.stream()
			.filter((leader) -> leader.getValue() == node)
			.map(Map.Entry::getKey)
			.toList();
	}

	boolean isActiveController(int node) {
		return this.activeController.equals(OptionalInt.of(node));
	}

}
