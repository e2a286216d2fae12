package dev.failoverlab.lab.scenario;

import java.util.List;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Node;

/**
 * What was done to nodes and is not healed yet.
 *
 * @param step what was done
 * @param nodes to whom
 */
record Wound(Step.Inflict step, List<Node> nodes) {

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

	boolean isOf(int node) {
		return this.nodes.stream().anyMatch((each) -> each.id() == node);
	}

	/**
	 * A node that is down starts with whole disks: Kafka would take a broken one for
	 * failed until the next start.
	 */
	void repairWhatIsDown() {
		if (this.step.fault().ofADisk()) {
			this.nodes.stream().filter((node) -> node.state() == Node.State.DOWN).forEach(Node::heal);
		}
	}

	/**
	 * Heals each node as far as it was hurt; what one cannot be helped with holds up none
	 * of the others.
	 */
	void undo() {
		Undo.of(this.nodes, (node) -> heal(this.step.fault(), node));
	}

	void heal() {
		this.nodes.forEach((node) -> heal(this.step.fault(), node));
	}

	private static void heal(Fault fault, Node node) {
		switch (fault) {
			case NONE -> {
			}
			case STOP, KILL, WIPE -> node.start();
			case PAUSE -> node.resume();
			case PARTITION, PARTITION_CLIENTS, ISOLATE, SLOW, DISK_FULL, DISK_GONE -> node.heal();
		}
	}

}
