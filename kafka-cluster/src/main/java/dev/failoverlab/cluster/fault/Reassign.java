package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Drain;
import dev.failoverlab.cluster.Node;

/** Planned work: a node's replicas move to other nodes. */
final class Reassign extends PlannedWork {

	Reassign() {
		super("reassign",
				"The node's replica of the partition that the target names or, if it names none, each of its replicas, "
						+ "of Kafka's own topics too, moves to a broker that has none of that partition",
				new Phrases("reassignment", "has no replicas", "can have replicas again"));
	}

	@Override
	void work(Node node, Circumstances how) {
		try (Drain drain = new Drain(how.cluster(), node.id(), named(how.target()))) {
			drain.replicas();
		}
	}

}
