package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;

/** Cuts a node off from nodes and clients. */
final class Isolate extends NetworkFault {

	Isolate() {
		super("isolate", "Neither nodes nor clients reach the node, and it reaches none of them",
				new Phrases("isolation", "is cut off from everybody", "is heard by everybody again"));
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
