package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** A node is stopped or killed, and starts again by itself. */
abstract class RestartFault extends NodeFault {

	RestartFault(String word, String sentence, Phrases phrases, Parameter<?>... parameters) {
		super(word, sentence, phrases, Healing.ITSELF, State.DOWN, parameters);
	}

	@Override
	public final Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.of(Set.of(isClean(values) ? NodeCommand.STOP : NodeCommand.KILL, NodeCommand.START));
	}

	@Override
	protected final Callable<Effect> action(Node node, Circumstances how) {
		return isClean(how.values()) ? node::stop : node::kill;
	}

	private static boolean isClean(Values values) {
		return values.get(WITH).equals("stop");
	}

}
