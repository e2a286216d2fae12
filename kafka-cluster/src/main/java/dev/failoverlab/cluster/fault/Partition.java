package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Cut;

/** Cuts a node off from the other nodes. */
final class Partition extends CutFault {

	Partition() {
		super("partition", "The node and the other nodes cannot reach each other; clients reach all nodes",
				new Phrases("partition", "is cut off from the other nodes", "is connected to the other nodes again"),
				Cut.NODES);
	}

}
