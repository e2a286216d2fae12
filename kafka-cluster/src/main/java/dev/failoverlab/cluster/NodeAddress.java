package dev.failoverlab.cluster;

import java.util.Set;

import dev.failoverlab.cluster.ClusterSpec.Role;

/**
 * Where a node listens, for backends. The port of a role that the node does not have is
 * unused.
 *
 * @param host a name or address by which clients and other nodes reach it
 * @param brokerPort the port for clients and other brokers, 1 to 65535
 * @param controllerPort the port for the controller quorum, 1 to 65535
 */
public record NodeAddress(String host, int brokerPort, int controllerPort) {

	/**
	 * The broker's address, {@code host:port}.
	 */
	public String broker() {
		return this.host + ":" + this.brokerPort;
	}

	/**
	 * The controller's address, {@code host:port}.
	 */
	public String controller() {
		return this.host + ":" + this.controllerPort;
	}

	/** A value for {@code listeners} of a node with these roles. */
	String listeners(Set<Role> roles) {
		String broker = "PLAINTEXT://" + broker();
		String controller = "CONTROLLER://" + controller();
		if (!roles.contains(Role.CONTROLLER)) {
			return broker;
		}
		return roles.contains(Role.BROKER) ? broker + "," + controller : controller;
	}

}
