package dev.failoverlab.cluster.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.failoverlab.cluster.AskedCluster;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.PortPlan;
import dev.failoverlab.cluster.VoterAddition;

/** A cluster of processes. */
final class ProcessCluster extends AskedCluster {

	ProcessCluster(ClusterSpec spec, KafkaLibs libs, Consumer<String> progress) {
		super(spec, ProcessBackend.capabilities(), nodes(spec, PortPlan.of(spec).addresses(), libs), progress);
	}

	@Override
	public void start() {
		VoterAddition joining = new VoterAddition(nodes(), client());
		try {
			super.start();
		}
		finally {
			joining.close();
		}
	}

	private static List<ProcessNode> nodes(ClusterSpec spec, Map<Integer, NodeAddress> addresses, KafkaLibs libs) {
		NodeLauncher launcher = new NodeLauncher(spec, addresses, libs);
		return spec.nodes()
			.stream()
			.map((node) -> new ProcessNode(node, Objects.requireNonNull(addresses.get(node.id())), launcher))
			.toList();
	}

	/** The node that is formatted as the first voter. */
	static NodeSpec firstController(ClusterSpec spec) {
		return spec.nodes()
			.stream()
			.filter((node) -> node.roles().contains(Role.CONTROLLER))
			.findFirst()
			.orElseThrow(() -> new ClusterException("A cluster needs a node that is a controller"));
	}

}
