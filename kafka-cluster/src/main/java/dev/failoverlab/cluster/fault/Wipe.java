package dev.failoverlab.cluster.fault;

import java.util.List;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.Target;

/** Kills a node and deletes its data. */
final class Wipe extends NodeFault {

	Wipe() {
		super("wipe", "The node is killed, removed from the voters, and its data is deleted; refused for a majority",
				new Phrases("wipe", "is dead and has lost all its data", "is started again without data"),
				Healing.FORMAT, State.DOWN);
	}

	/** A node that is down still has data to delete. */
	@Override
	public boolean changesNothing(Node node) {
		return false;
	}

	@Override
	public void check(Target target) {
		if (target.kind() == Target.Kind.MAJORITY || target.kind() == Target.Kind.ALL) {
			throw new IllegalArgumentException("The fault wipe cannot be inflicted on " + target.description()
					+ ": the quorum's metadata would be lost, and the nodes could not rejoin any cluster.");
		}
	}

	/** One after the other: a quorum can change only one voter at a time. */
	@Override
	public List<Effect> inflict(List<Node> nodes, Circumstances how) {
		return nodes.stream().map(Node::wipe).toList();
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return node::wipe;
	}

}
