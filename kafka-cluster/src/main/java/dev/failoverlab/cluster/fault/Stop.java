package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;

/** SIGTERM. */
final class Stop extends NodeFault {

	Stop() {
		super("stop", "SIGTERM: the node hands over its leaderships and shuts down",
				new Phrases("stop", "has stopped", "is started again"), Healing.START, State.DOWN);
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return node::stop;
	}

}
