package dev.failoverlab.cluster;

/** A node with a network of its own, which can be cut and slowed. */
public interface NetworkedNode extends Node {

	/**
	 * Makes ready what {@link #cutOff} and {@link #slow} need, so that they take effect
	 * at once when they are due. It is enough to do that on one node of a cluster.
	 * @param how how nodes will be slowed; {@link Slowness#NONE} when they will not
	 * @throws ClusterException when the kernel cannot do that; the message tells what it
	 * lacks
	 */
	void prepare(Slowness how);

	/**
	 * Cuts the node off, until it is healed or another cut replaces this one. Packets are
	 * dropped without an answer, those of open connections as well.
	 * @param from the others that it no longer reaches, and that no longer reach it
	 * @return what was done
	 */
	Effect cutOff(Cut from);

	/**
	 * Slows the node's network, until it is healed or slowed in another way.
	 * @param how how
	 * @return what was done
	 * @throws ClusterException when the kernel cannot do that
	 */
	Effect slow(Slowness how);

	/**
	 * The same node, if it has a network of its own.
	 * @throws ClusterException when it has none
	 */
	static NetworkedNode of(Node node) {
		if (node instanceof NetworkedNode networked) {
			return networked;
		}
		throw new ClusterException("Node " + node.id() + " has no network of its own that could be cut or slowed");
	}

}
