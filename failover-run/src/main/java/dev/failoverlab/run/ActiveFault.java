package dev.failoverlab.run;

import java.util.List;
import java.util.function.Predicate;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;

/**
 * A fault that is in force.
 *
 * @param fault the fault
 * @param note what its events say
 * @param left the nodes that are not healed yet
 */
record ActiveFault(NodeFault fault, FaultNote note, List<Node> left) {

	/** The part of it that some of the nodes have. */
	ActiveFault of(Predicate<Node> meant) {
		return new ActiveFault(this.fault, this.note, this.left.stream().filter(meant).toList());
	}

	List<Integer> leftIds() {
		return this.left.stream().map(Node::id).toList();
	}

	/**
	 * A node that is down starts with repaired disks: Kafka would take a broken one for
	 * failed until the next start.
	 */
	void repairWhatIsDown() {
		if (this.fault.healing() == Healing.RESTART) {
			this.left.stream().filter((node) -> node.state() == Node.State.DOWN).forEach(this.fault::heal);
		}
	}

	/** A failure on one node does not stop the others from being healed. */
	void heal() {
		ClusterException failure = null;
		for (Node node : this.left) {
			try {
				this.fault.heal(node);
			}
			catch (ClusterException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
