package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;

/** Cuts a node off from the other nodes. */
final class Partition extends NetworkFault {

	Partition() {
		super("partition", "The node and the other nodes cannot reach each other; clients reach all nodes",
				new Phrases("partition", "is cut off from the other nodes", "is connected to the other nodes again"));
	}

	@Override
	public boolean movesLeaders() {
		return true;
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return cut(node, Cut.NODES);
	}

}
