package dev.failoverlab.cluster.fault;

import java.util.List;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.VoterAddition;

/** Planned work: a running controller that does not vote becomes a voter. */
final class AddVoter extends PlannedWork {

	AddVoter() {
		super("add-voter",
				"The node's running controller becomes a voter of the quorum; for one that was removed before and does "
						+ "not join by itself (controller.quorum.auto.join.enable: false)",
				new Phrases("addition of a voter", "is a voter", "can be removed again"));
	}

	@Override
	void work(Node node, Circumstances how) {
		if (node.state() != Node.State.RUNNING || node.controllerAddress().isEmpty()) {
			throw new ClusterException("Node " + node.id() + " has no running controller, so it cannot become a voter");
		}
		if (how.cluster().voters().contains(node.id())) {
			throw new ClusterException("Node " + node.id() + " is a voter already, so add-voter would change nothing; "
					+ "remove it first, and set controller.quorum.auto.join.enable to false");
		}
		try (VoterAddition addition = new VoterAddition(List.of(node), how.cluster().client())) {
			addition.await();
		}
	}

}
