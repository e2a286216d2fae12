package dev.failoverlab.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import org.apache.kafka.common.TopicPartition;

/** A cluster of three that is not there: every replica in sync, nothing under way. */
public abstract class ImaginaryCluster implements KafkaCluster {

	@Override
	public ClusterSpec spec() {
		return ClusterSpec.threeCombined(Path.of("nowhere"));
	}

	@Override
	public Node node(int id) {
		return nodes().get(id - 1);
	}

	@Override
	public Set<Capability> capabilities() {
		return Set.of(Capability.values());
	}

	@Override
	public void awaitReady(Duration atMost) {
		// Nothing is ever under way.
	}

	@Override
	public List<Integer> replicasOf(String topic, int partition) {
		return List.of(1, 2, 3);
	}

	@Override
	public Set<Integer> isrOf(String topic, int partition) {
		return Set.of(1, 2, 3);
	}

	@Override
	public Set<String> partitionsOutOfSync() {
		return Set.of();
	}

	@Override
	public Set<Integer> leadersOf(String topic) {
		return Set.of(1);
	}

	@Override
	public Set<Integer> voters() {
		return Set.of(1, 2, 3);
	}

	@Override
	public Map<Integer, Long> voterEnds() {
		return Map.of(1, 0L, 2, 0L, 3, 0L);
	}

	@Override
	public OptionalInt groupCoordinator(String group) {
		return OptionalInt.empty();
	}

	@Override
	public OptionalInt shareCoordinator(String group, TopicPartition partition) {
		return OptionalInt.empty();
	}

	@Override
	public OptionalInt transactionCoordinator(String transactionalId) {
		return OptionalInt.empty();
	}

	@Override
	public OptionalInt diskOf(int node, String topic, int partition) {
		return OptionalInt.of(2);
	}

}
