package dev.failoverlab.cluster;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;

/**
 * Where each node of a cluster listens, as long as the cluster exists; for backends.
 *
 * @param addresses the addresses, by node id
 */
public record PortPlan(Map<Integer, NodeAddress> addresses) {

	private static final String LOOPBACK = "127.0.0.1";

	/** The sixth node's ports are 59092 and 59093; a seventh's would be beyond 65535. */
	private static final int MOST_FIXED = 6;

	public PortPlan {
		addresses = Map.copyOf(addresses);
	}

	/**
	 * Plans the ports of a layout.
	 * @return its fixed ports, or free ones
	 * @throws ClusterException when a node has no fixed ports
	 */
	public static PortPlan of(ClusterSpec spec) {
		Iterator<Integer> free = FreePorts.any();
		Map<Integer, NodeAddress> addresses = new HashMap<>();
		for (NodeSpec node : spec.nodes()) {
			addresses.put(node.id(), (spec.ports() == Ports.FIXED) ? fixed(node.id())
					: new NodeAddress(LOOPBACK, free.next(), free.next()));
		}
		return new PortPlan(addresses);
	}

	private static NodeAddress fixed(int id) {
		if (id < 1 || id > MOST_FIXED) {
			throw new ClusterException("There are fixed ports for nodes 1 to " + MOST_FIXED + ", not for node " + id
					+ ": choose free ones (--ports auto)");
		}
		int base = (id - 1) * 10_000;
		return new NodeAddress(LOOPBACK, base + 9092, base + 9093);
	}

}
