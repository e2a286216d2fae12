package dev.failoverlab.cluster.fault;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/** Planned work: each node is restarted, as for a new version or a new setting. */
final class RollingRestart extends NodeFault {

	RollingRestart() {
		super("rolling-restart",
				"The nodes are taken down and started again, one after the other; each rejoins every ISR before "
						+ "the next one's turn",
				new Phrases("restart", "is down", "is started again"), Healing.ITSELF, State.DOWN, WITH);
	}

	@Override
	public boolean isOneByOne() {
		return true;
	}

	@Override
	public String detail(Values values) {
		return values.get(WITH);
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
