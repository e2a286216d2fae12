package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.ClusterAdmin;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.VoterRemoval;

/** Planned work: a node leaves the controller quorum. */
final class RemoveVoter extends PlannedWork {

	RemoveVoter() {
		super("remove-voter",
				"The node, running or down, is no longer a voter of the controller quorum; with "
						+ "controller.quorum.auto.join.enable it becomes one again once it runs",
				new Phrases("removal of a voter", "is no voter", "can be a voter again"));
	}

	@Override
	public void check(Target target) {
		if (target.kind() == Target.Kind.ALL) {
			throw new IllegalArgumentException(
					"The fault remove-voter cannot be inflicted on all nodes: the last voter cannot be removed.");
		}
	}

	@Override
	void work(Node node, Circumstances how) {
		if (!how.cluster().voters().contains(node.id())) {
			throw new ClusterException("Node " + node.id() + " is no voter, so remove-voter would change nothing");
		}
		try (ClusterAdmin admin = new ClusterAdmin(how.cluster().client())) {
			new VoterRemoval(admin).remove(node);
		}
	}

}
