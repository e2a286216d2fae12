package dev.failoverlab.cluster;

/** A node with its own network, which can be cut and slowed. */
public interface NetworkedNode extends Node {

	/**
	 * Prepares what {@link #cutOff} and {@link #slow} need, so that they take effect
	 * immediately later. Preparing one node of a cluster is enough.
	 * @param how how nodes will be slowed, or {@link Slowness#NONE}
	 * @throws ClusterException when the kernel cannot do that; the message says what it
	 * lacks
	 */
	void prepare(Slowness how);

	/**
	 * Cuts the node off, until it is healed or another cut replaces this one. Packets are
	 * dropped silently, also those of open connections.
	 * @param from the peers that the node no longer reaches, and that no longer reach it
	 * @return what was done
	 */
	Effect cutOff(Cut from);

	/**
	 * Slows the node's network, until it is healed or slowed differently.
	 * @return what was done
	 * @throws ClusterException when the kernel cannot do that
	 */
	Effect slow(Slowness how);

	/**
	 * The same node, if it has its own network.
	 * @throws ClusterException when it has none
	 */
	static NetworkedNode of(Node node) {
		if (node instanceof NetworkedNode networked) {
			return networked;
		}
		throw new ClusterException(
				"Node " + node.id() + " does not have its own network, so it cannot be cut off or slowed");
	}

}
