package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Cut;

/** Cuts a node off from clients. */
final class PartitionClients extends CutFault {

	PartitionClients() {
		super("partition-clients", "Clients cannot reach the node; the other nodes can",
				new Phrases("partition from clients", "is cut off from clients", "is connected to clients again"),
				Cut.CLIENTS);
	}

}
