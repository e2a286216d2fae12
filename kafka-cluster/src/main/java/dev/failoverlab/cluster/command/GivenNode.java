package dev.failoverlab.cluster.command;

import java.util.Map;

import dev.failoverlab.cluster.NodeCommand;

/**
 * What is given of a node that others run.
 *
 * @param id its {@code node.id}
 * @param address where the broker listens, {@code host:port}; empty for what it says
 * itself
 * @param commands a line for the shell for each thing that can be done to it
 */
public record GivenNode(int id, String address, Map<NodeCommand, String> commands) {

	public GivenNode {
		commands = Map.copyOf(commands);
	}

}
