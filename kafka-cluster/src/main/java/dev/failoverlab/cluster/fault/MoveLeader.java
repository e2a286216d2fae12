package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Drain;
import dev.failoverlab.cluster.Node;

/** Planned work: a node hands over its leaderships, for example before maintenance. */
final class MoveLeader extends PlannedWork {

	MoveLeader() {
		super("move-leader",
				"Another in-sync replica becomes the leader of the partition that the target names or, if it names "
						+ "none, of every partition that the node leads, Kafka's own too",
				new Phrases("move of leaders", "has handed over its leaderships", "can lead again"));
	}

	@Override
	void work(Node node, Circumstances how) {
		try (Drain drain = new Drain(how.cluster(), node.id(), named(how.target()))) {
			drain.leaders();
		}
	}

}
