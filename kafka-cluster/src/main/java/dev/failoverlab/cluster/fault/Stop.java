package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** SIGTERM. */
final class Stop extends NodeFault {

	Stop() {
		super("stop", "SIGTERM: the node hands over its leaderships and shuts down",
				new Phrases("stop", "has stopped", "is started again"), Healing.START, State.DOWN);
	}

	@Override
	public Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.of(Set.of(NodeCommand.STOP, NodeCommand.START));
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return node::stop;
	}

}
