package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** SIGSTOP, or a frozen control group. */
final class Pause extends NodeFault {

	Pause() {
		super("pause", "SIGSTOP: the node freezes; its connections stay open, but it does not answer",
				new Phrases("pause", "is frozen", "is resumed"), Healing.RESUME, State.PAUSED);
	}

	@Override
	public Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.of(Set.of(NodeCommand.PAUSE, NodeCommand.RESUME));
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return node::pause;
	}

}
