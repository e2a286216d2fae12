package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;

/** Cuts a node off from clients. */
final class PartitionClients extends NetworkFault {

	PartitionClients() {
		super("partition-clients", "Clients cannot reach the node; the other nodes can",
				new Phrases("partition from clients", "is cut off from clients", "is connected to clients again"));
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return cut(node, Cut.CLIENTS);
	}

}
