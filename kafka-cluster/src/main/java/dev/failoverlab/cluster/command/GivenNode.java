package dev.failoverlab.cluster.command;

import java.util.Map;
import java.util.Set;

import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.NodeCommand;

/**
 * What is given of a node that others run.
 *
 * @param id its {@code node.id}
 * @param role a broker, which may be a controller, too, or only a controller
 * @param address where it listens, {@code host:port}; empty for what a broker says itself
 * @param commands a line for the shell for each thing that can be done to it
 */
public record GivenNode(int id, Role role, String address, Map<NodeCommand, String> commands) {

	public GivenNode {
		commands = Map.copyOf(commands);
	}

	/** A broker. */
	public GivenNode(int id, String address, Map<NodeCommand, String> commands) {
		this(id, Role.BROKER, address, commands);
	}

	NodeSpec spec() {
		return new NodeSpec(this.id, Set.of(this.role));
	}

	/** Whether it is a controller and no broker. */
	public boolean isOnlyController() {
		return this.role == Role.CONTROLLER;
	}

}
