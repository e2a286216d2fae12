package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
		return new ClusterSpec(nodes().toList(), directory, ClusterSpec.Ports.FIXED, overrides, this.disks, false);
	}

	private Stream<NodeSpec> nodes() {
		return nodeIds().stream().map((id) -> {
			Set<Role> roles = EnumSet.noneOf(Role.class);
			if (brokerIds().contains(id)) {
				roles.add(Role.BROKER);
			}
			if (controllerIds().contains(id)) {
				roles.add(Role.CONTROLLER);
			}
			return new NodeSpec(id, roles);
		});
	}

	/** The ids of the brokers, in order. */
	public List<Integer> brokerIds() {
		return ids(1, this.brokers);
	}

	List<Integer> controllerIds() {
		return ids(this.apart ? this.brokers + 1 : 1, this.controllers);
	}

	List<Integer> nodeIds() {
		return ids(1, this.brokers + (this.apart ? this.controllers : 0));
	}

	private static List<Integer> ids(int first, int count) {
		return IntStream.range(first, first + count).boxed().toList();
	}

}
