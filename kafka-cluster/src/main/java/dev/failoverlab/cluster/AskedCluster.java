package dev.failoverlab.cluster;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What every backend answers alike, for backends: the cluster itself is asked. */
public abstract class AskedCluster implements KafkaCluster {

	/**
	 * Whom to ask.
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
		return admin().leaderOf(topic, partition);
	}

	@Override
	public OptionalInt activeController() {
		return admin().activeController();
	}

	@Override
	public List<Integer> replicasOf(String topic, int partition) {
		return admin().replicasOf(topic, partition);
	}

	@Override
	public Set<Integer> isrOf(String topic, int partition) {
		return admin().isrOf(topic, partition);
	}

	@Override
	public Set<Integer> leadersOf(String topic) {
		return admin().leadersOf(topic);
	}

	@Override
	public Set<Integer> voters() {
		return admin().voters().keySet();
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
