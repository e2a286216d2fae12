package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** No fault: for the control run of an experiment. */
final class None extends NodeFault {

	None() {
		super("none", "No fault: the control run", new Phrases("none", "is left alone", "was left alone"),
				Healing.NOTHING, State.RUNNING);
	}

	@Override
	public Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.of(Set.of());
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return () -> healing().heal(node);
	}

}
