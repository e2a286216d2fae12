package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** Takes a node down and starts it again, one or more times. */
final class Bounce extends NodeFault {

	private static final Parameter<Integer> TIMES = Parameter.optional("times", new ValueType.Whole(1, 1_000), 1,
			"How many times; the target is resolved again each time.");

	Bounce() {
		super("bounce", "The node is taken down and started again; it rejoins every ISR before the next time",
				new Phrases("bounce", "is down", "is started again"), Healing.ITSELF, State.DOWN, WITH, TIMES);
	}

	@Override
	public int times(Values values) {
		return values.get(TIMES);
	}

	@Override
	public String description(String target, Values values) {
		return word() + " (" + values.get(WITH) + ") " + target + ", " + times(values) + " times";
	}

	@Override
	public Optional<Set<NodeCommand>> commands(Values values) {
		return takingDown(values);
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return takeDown(node, how.values());
	}

}
