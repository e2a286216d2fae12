package dev.failoverlab.cluster.compose;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;

/**
 * Creates clusters whose nodes are the containers of {@code docker-compose.yml}. Each
 * cluster is a separate Compose project.
 */
public final class ComposeBackend {

	private ComposeBackend() {
	}

	/** The capabilities of clusters of containers whose nodes have several disks. */
	public static Set<Capability> capabilities() {
		return EnumSet.of(Capability.NETWORK, Capability.DISKS);
	}

	/**
	 * Checks that containers can run here.
	 * @throws ClusterException when Docker or Compose is missing or the engine does not
	 * answer; the message says what to do
	 */
	public static void check() {
		Docker.check();
	}

	/**
	 * Creates a cluster that reports the progress of its start; nothing runs before it is
	 * started.
	 * @param spec the layout, which must be that of {@code docker-compose.yml}: three
	 * nodes, each a broker and a controller
	 * @param progress called with a message on each change, by the thread that waits for
	 * the cluster
	 * @return the cluster, all of its nodes down
	 * @throws ClusterException when it is a different layout
	 */
	public static KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		if (!spec.nodes().equals(ClusterSpec.threeCombined(spec.directory()).nodes())) {
			throw new ClusterException("docker-compose.yml has three nodes, each a"
					+ " broker and a controller. For another layout run the nodes as processes");
		}
		return new ComposeCluster(spec, new ComposeProject(spec), progress);
	}

}
