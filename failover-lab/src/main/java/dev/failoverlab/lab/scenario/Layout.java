package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;

/**
 * Which nodes a cluster has. Brokers have the ids from 1 on; controllers that are nodes
 * of their own have those after them.
 *
 * @param brokers how many brokers, 1 to 9
 * @param controllers how many controllers, 1 to 9; combined with brokers, no more than
 * those
 * @param apart whether controllers are nodes of their own; else they are the first
 * brokers
 * @param disks log directories of each node, 1 to 9
 */
public record Layout(int brokers, int controllers, boolean apart, int disks) {

	/** Three nodes, each a broker and a controller, with one log directory. */
	public static final Layout USUAL = new Layout(3, 3, false, 1);

	public Layout {
		if (!apart && controllers > brokers) {
			throw new IllegalArgumentException("Of " + brokers + " brokers " + controllers
					+ " cannot be controllers too; with apart: true they are nodes of their own.");
		}
	}

	/**
	 * The cluster.
	 * @param directory where it keeps its files
	 * @param overrides Kafka settings of every node
	 * @return its description, on fixed ports
	 */
	public ClusterSpec spec(Path directory, Map<String, String> overrides) {
		return new ClusterSpec(nodes().toList(), directory, ClusterSpec.Ports.FIXED, overrides, this.disks, false,
				ClusterSpec.Jvm.QUICK_START, null);
	}

	private Stream<NodeSpec> nodes() {
		return nodeIds().stream()
			.map((id) -> new NodeSpec(id,
					Stream.of(Role.values()).filter((role) -> ids(role).contains(id)).collect(Collectors.toSet())));
	}

	/** The ids of the brokers or of the controllers, in order. */
	public List<Integer> ids(Role role) {
		return (role == Role.BROKER) ? ids(1, this.brokers) : ids(this.apart ? this.brokers + 1 : 1, this.controllers);
	}

	List<Integer> nodeIds() {
		return ids(1, this.brokers + (this.apart ? this.controllers : 0));
	}

	private static List<Integer> ids(int first, int count) {
		return IntStream.range(first, first + count).boxed().toList();
	}

}
