package dev.failoverlab.cluster.process;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;

/** Makes clusters whose nodes are operating-system processes on this machine. */
public final class ProcessBackend {

	private ProcessBackend() {
	}

	/**
	 * What can be done to processes. All of them share this machine's network.
	 * @return the capabilities of clusters whose nodes have several disks
	 */
	public static Set<Capability> capabilities() {
		return EnumSet.of(Capability.DISKS);
	}

	/**
	 * Makes a cluster; nothing runs until it is started.
	 * @param spec the layout
	 * @return the cluster, all of its nodes down
	 */
	public static KafkaCluster create(ClusterSpec spec) {
		return create(spec, (progress) -> {
		});
	}

	/**
	 * Makes a cluster that tells how far its start is; nothing runs until it is started.
	 * @param spec the layout
	 * @param progress told in words, by the thread that waits for the cluster, each time
	 * that something has changed: {@code brokers registered and unfenced: 2 of 3 [1, 2]}
	 * @return the cluster, all of its nodes down
	 */
	public static KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		return new ProcessCluster(spec, progress);
	}

}
