package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** SIGKILL. */
final class Kill extends NodeFault {

	Kill() {
		super("kill", "SIGKILL: the node's process ends at once, its data stays",
				new Phrases("kill", "is dead", "is started again"), Healing.START, State.DOWN);
	}

	@Override
	public Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.of(Set.of(NodeCommand.KILL, NodeCommand.START));
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return node::kill;
	}

}
