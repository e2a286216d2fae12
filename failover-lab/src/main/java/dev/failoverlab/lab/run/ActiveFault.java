package dev.failoverlab.lab.run;

import java.util.List;
import java.util.function.Predicate;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.scenario.Step;

/**
 * What was done to nodes and is not healed yet.
 *
 * @param step what was done
 * @param nodes to whom
 * @param hurt those of them that are not healed yet
 */
record ActiveFault(Step.Inflict step, List<Node> nodes, List<Node> hurt) {

	ActiveFault(Step.Inflict step, List<Node> nodes) {
		this(step, nodes, nodes);
	}

	/** The part of it that some of the nodes have. */
	ActiveFault of(Predicate<Node> meant) {
		return new ActiveFault(this.step, this.nodes, this.hurt.stream().filter(meant).toList());
	}

	boolean isHealedByAStart() {
		return switch (this.step.fault()) {
			case STOP, KILL, WIPE -> true;
			default -> false;
		};
	}

	boolean isHealed() {
		return this.hurt.isEmpty();
	}

	/**
	 * When it is healed among others: first those go on that need no other node, then
	 * those start that are down, and a node that has to leave for its disk comes last,
	 * when others can take over what it leads.
	 */
	int turn() {
		return switch (this.step.fault()) {
			case NONE, PAUSE -> 0;
			case PARTITION, PARTITION_CLIENTS, ISOLATE, SLOW -> 1;
			case STOP, KILL -> 2;
			case WIPE -> 3;
			case DISK_FULL, DISK_GONE -> 4;
		};
	}

	/**
	 * A node that is down starts with whole disks: Kafka would take a broken one for
	 * failed until the next start.
	 */
	void repairWhatIsDown() {
		if (this.step.fault().ofADisk()) {
			this.hurt.stream().filter((node) -> node.state() == Node.State.DOWN).forEach(Node::heal);
		}
	}

	/**
	 * Heals each node as far as it was hurt; what one cannot be helped with holds up none
	 * of the others.
	 */
	void undo() {
		EachNode.of(this.hurt, (node) -> heal(this.step.fault(), node));
	}

	void heal() {
		this.hurt.forEach((node) -> heal(this.step.fault(), node));
	}

	private static void heal(Fault fault, Node node) {
		switch (fault) {
			case NONE -> {
			}
			case STOP, KILL, WIPE -> node.start();
			case PAUSE -> resume(node);
			case PARTITION, PARTITION_CLIENTS, ISOLATE, SLOW, DISK_FULL, DISK_GONE -> node.heal();
		}
	}

	/** One that was killed while it was paused has nothing to go on with: it starts. */
	private static void resume(Node node) {
		if (node.state() != Node.State.DOWN) {
			node.resume();
		}
	}

}
