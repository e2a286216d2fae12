package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;

/** Cuts a node off from nodes and clients. */
final class Isolate extends NetworkFault {

	Isolate() {
		super("isolate", "The node cannot reach other nodes and clients, and they cannot reach it",
				new Phrases("isolation", "is cut off from nodes and clients", "is connected again"));
	}

	@Override
	public boolean movesLeaders() {
		return true;
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return cut(node, Cut.ALL);
	}

}
