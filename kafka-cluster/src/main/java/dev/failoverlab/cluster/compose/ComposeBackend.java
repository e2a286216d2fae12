package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.NodeAddress;

/**
 * Creates clusters whose nodes are the containers of {@code docker-compose.yml}. Each
 * cluster is a separate Compose project.
 */
public final class ComposeBackend {

	private static final int BROKER_PORT = 9092;

	private static final int CONTROLLER_PORT = 9093;

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

	/**
	 * Watches the nodes of {@code docker-compose.yml} from a container in their network,
	 * without access to Docker.
	 * @param directory where the cluster would write
	 * @param progress called with a message on each change, while somebody waits for the
	 * cluster
	 * @return the cluster, whose nodes others start and end
	 */
	public static KafkaCluster watch(Path directory, Consumer<String> progress) {
		ClusterSpec spec = ClusterSpec.threeCombined(directory);
		return new WatchedCluster(spec,
				spec.nodes().stream().map((node) -> new WatchedNode(node, inNetwork(node))).toList(), progress);
	}

	/**
	 * Joins the Compose project of the container that this JVM runs in, with access to
	 * Docker: its nodes can be broken and healed, and what others do to them is reported.
	 * @param directory where logs are written
	 * @param progress called with a message on what else happens
	 * @return the cluster, whose nodes others have started
	 * @throws ClusterException when Docker does not answer; the message says what to do
	 */
	public static KafkaCluster join(Path directory, Consumer<String> progress) {
		ClusterSpec spec = ClusterSpec.threeCombined(directory);
		String project = ownProject();
		NetworkTools tools = new NetworkTools(directory, project);
		return new JoinedCluster(spec, project,
				spec.nodes().stream().map((node) -> new ComposeNode(node, inNetwork(node), directory, tools)).toList(),
				progress);
	}

	/** A container's name for itself is its id. */
	private static String ownProject() {
		try {
			return Container.project(String.valueOf(System.getenv("HOSTNAME")));
		}
		catch (ClusterException ex) {
			throw new ClusterException("This container cannot use Docker. Is DOCKER_GROUP what scripts/docker-group"
					+ " prints? " + ex.getMessage(), ex);
		}
	}

	/** Where {@code start-node.sh} lets a node listen. */
	private static NodeAddress inNetwork(NodeSpec node) {
		return new NodeAddress(service(node.id()), BROKER_PORT, CONTROLLER_PORT);
	}

	/** A node's name in {@code docker-compose.yml}, and in the network. */
	static String service(int node) {
		return "kafka-" + node;
	}

}
