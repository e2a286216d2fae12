package dev.failoverlab.cluster;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What every backend answers alike, for backends: the cluster itself is asked. */
public abstract class AskedCluster implements KafkaCluster {

	/**
	 * What asks the cluster.
	 * @return the same at each call
	 */
	protected abstract ClusterAdmin admin();

	/**
	 * The nodes' log directories.
	 * @return the same at each call
	 */
	protected abstract Disks disks();

	/**
	 * What the backend is capable of, with whatever layout.
	 * @return the same at each call
	 */
	protected abstract Set<Capability> backendCapabilities();

	@Override
	public Set<Capability> capabilities() {
		Set<Capability> capabilities = EnumSet.copyOf(backendCapabilities());
		if (spec().disks() < 2) {
			capabilities.remove(Capability.DISKS);
		}
		return capabilities;
	}

	@Override
	public OptionalInt leaderOf(String topic, int partition) {
		return admin().partitions().of(topic, partition).leaderId.stream().mapToInt(Integer::intValue).findFirst();
	}

	@Override
	public OptionalInt activeController() {
		return admin().quorum().leader();
	}

	@Override
	public List<Integer> replicasOf(String topic, int partition) {
		return List.copyOf(admin().partitions().of(topic, partition).replicaIds);
	}

	@Override
	public Set<Integer> isrOf(String topic, int partition) {
		return new TreeSet<>(admin().partitions().of(topic, partition).inSyncReplicaIds);
	}

	@Override
	public Set<Integer> leadersOf(String topic) {
		return admin().partitions()
			.of(topic)
			.stream()
			.flatMap((partition) -> partition.leaderId.stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public Set<Integer> voters() {
		return admin().quorum().voters().keySet();
	}

	@Override
	public OptionalInt groupCoordinator(String group) {
		return admin().groupCoordinator(group);
	}

	@Override
	public OptionalInt transactionCoordinator(String transactionalId) {
		return admin().transactionCoordinator(transactionalId);
	}

	@Override
	public OptionalInt diskOf(int node, String topic, int partition) {
		return disks().of(node, topic + "-" + partition);
	}

}
