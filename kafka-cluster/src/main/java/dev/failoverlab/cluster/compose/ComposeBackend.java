package dev.failoverlab.cluster.compose;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;

/**
 * Makes clusters whose nodes are containers: those of the project's
 * {@code docker-compose.yml}, in a Compose project of the cluster's own.
 */
public final class ComposeBackend {

	private ComposeBackend() {
	}

	/**
	 * What can be done to containers.
	 * @return the capabilities of clusters whose nodes have several disks
	 */
	public static Set<Capability> capabilities() {
		return EnumSet.of(Capability.NETWORK, Capability.DISKS);
	}

	/**
	 * Makes sure that containers can be run here.
	 * @throws ClusterException when there is no Docker, its engine does not answer, or
	 * Compose is missing; the message tells what to do
	 */
	public static void check() {
		Docker.check();
	}

	/**
	 * Makes a cluster that tells how far its start is; nothing runs until it is started.
	 * @param spec the layout, which must be that of {@code docker-compose.yml}: three
	 * nodes, each a broker and a controller
	 * @param progress told in words, by the thread that waits for the cluster, each time
	 * that something has changed
	 * @return the cluster, all of its nodes down
	 * @throws ClusterException when it is another layout
	 */
	public static KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		if (!spec.nodes().equals(ClusterSpec.threeCombined(spec.directory()).nodes())) {
			throw new ClusterException("Containers come as docker-compose.yml describes them: three nodes, each a"
					+ " broker and a controller. For another layout run the nodes as processes");
		}
		return new ComposeCluster(spec, progress);
	}

}
