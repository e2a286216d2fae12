package dev.failoverlab.cluster.command;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.KafkaCluster;

/** Joins clusters that others run. */
public final class CommandBackend {

	private CommandBackend() {
	}

	/**
	 * Joins a cluster. Its nodes are the brokers that it has.
	 * @param given the nodes of which more is known than their address
	 * @param directory where the lab writes
	 * @param progress called with a message on what the lab does to the nodes
	 */
	public static KafkaCluster join(FoundCluster found, Collection<GivenNode> given, Path directory,
			Consumer<String> progress) {
		Map<Integer, GivenNode> nodes = new TreeMap<>();
		found.brokers().forEach((id, address) -> nodes.put(id, new GivenNode(id, address, Map.of())));
		given.forEach((node) -> nodes.computeIfPresent(node.id(), (id, broker) -> node.address().isEmpty()
				? new GivenNode(id, broker.address(), node.commands()) : node));
		List<CommandNode> all = nodes.values().stream().map((node) -> new CommandNode(node, directory)).toList();
		List<NodeSpec> specs = all.stream().map((node) -> new NodeSpec(node.id(), Set.of(Role.BROKER))).toList();
		return new CommandCluster(new ClusterSpec(specs, directory, ClusterSpec.Ports.FIXED, Map.of()), all,
				found.client().others(), progress);
	}

}
