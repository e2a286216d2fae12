package dev.failoverlab.cluster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.AskedCluster;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Node;

/** A cluster that others run. */
final class CommandCluster extends AskedCluster {

	private final List<CommandNode> nodes;

	CommandCluster(ClusterSpec spec, List<CommandNode> nodes, Map<String, String> client, Consumer<String> progress) {
		super(spec, Set.of(), nodes, client, progress);
		this.nodes = List.copyOf(nodes);
		this.nodes.forEach(CommandNode::watch);
	}

	/**
	 * Not all are known, and their listeners may need other client settings: the brokers
	 * are asked instead.
	 */
	@Override
	public String bootstrapControllers() {
		return "";
	}

	/** Starts nothing: others do. */
	@Override
	public void start() {
		String down = this.nodes.stream()
			.filter((node) -> node.state() != Node.State.RUNNING)
			.map((node) -> "node " + node.id() + " at " + node.address())
			.collect(Collectors.joining(", "));
		if (!down.isEmpty()) {
			throw new ClusterException("No connection from here to " + down + ". Nothing was done");
		}
	}

	/** Brings back every node that this lab took down or froze, and leaves all others. */
	@Override
	public void close() {
		boolean interrupted = Thread.interrupted();
		try {
			List<String> failed = new ArrayList<>();
			this.nodes.forEach((node) -> {
				try {
					node.bringBack();
				}
				catch (ClusterException ex) {
					failed.add(String.valueOf(ex.getMessage()));
				}
			});
			disconnect();
			if (!failed.isEmpty()) {
				throw new ClusterException(
						"Not every node was brought back; do it by hand. " + String.join("\n", failed));
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
