package dev.failoverlab.cluster.command;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.KafkaCluster;

/** Joins clusters that others run. */
public final class CommandBackend {

	private CommandBackend() {
	}

	/**
	 * Joins a cluster. Its nodes are the brokers that it has, and the controllers that
	 * are given.
	 * @param given the nodes of which more is known than a broker's address
	 * @param directory where the lab writes
	 * @param progress called with a message on what the lab does to the nodes
	 */
	public static KafkaCluster join(FoundCluster found, Collection<GivenNode> given, Path directory,
			Consumer<String> progress) {
		Map<Integer, GivenNode> nodes = new TreeMap<>();
		found.brokers().forEach((id, address) -> nodes.put(id, new GivenNode(id, address, Map.of())));
		given.forEach((node) -> nodes.merge(node.id(), node, (broker, more) -> more.address().isEmpty()
				? new GivenNode(more.id(), broker.address(), more.commands()) : more));
		List<CommandNode> all = nodes.values().stream().map((node) -> new CommandNode(node, directory)).toList();
		List<NodeSpec> specs = nodes.values().stream().map(GivenNode::spec).toList();
		return new CommandCluster(new ClusterSpec(specs, directory, ClusterSpec.Ports.FIXED, Map.of()), all,
				found.client().others(), progress);
	}

}
