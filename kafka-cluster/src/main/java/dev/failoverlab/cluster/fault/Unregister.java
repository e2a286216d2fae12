package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.FailoverGuard;
import dev.failoverlab.cluster.FailoverGuard.Result;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;

/** What a guard would do by mistake, and what {@code kafka-cluster.sh} does by hand. */
final class Unregister extends NodeFault {

	Unregister() {
		super("unregister",
				"The active controller is told that the node is dead, whether it is or not, and whether it is "
						+ "the last in-sync replica or not",
				new Phrases("unregistration", "is unregistered", "is restarted"), Healing.RESTART, State.RUNNING);
	}

	/** The node leaves every ISR. */
	@Override
	public boolean movesLeaders() {
		return true;
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return () -> {
			Result result = FailoverGuard.unregisterUnchecked(how.cluster(), node.id());
			if (result != Result.UNREGISTERED && result != Result.NOT_REGISTERED) {
				throw new ClusterException("Node " + node.id() + " was not unregistered: " + result);
			}
			return new Effect(node.state(), result == Result.UNREGISTERED, System.nanoTime());
		};
	}

	/** A live node that was unregistered cannot even stop: it has no valid epoch. */
	@Override
	public Effect heal(Node node) {
		node.kill();
		return node.start();
	}

}
