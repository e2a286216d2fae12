package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;

/** SIGTERM. */
final class Stop extends NodeFault {

	Stop() {
		super("stop", "SIGTERM: the node hands over what it leads, and leaves",
				new Phrases("stop", "has left", "is started again"), Healing.START, State.DOWN);
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return node::stop;
	}

}
