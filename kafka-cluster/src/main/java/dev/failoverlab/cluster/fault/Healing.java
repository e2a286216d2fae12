package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;

/**
 * How faults are healed. When several faults are in force, they are healed in this order:
 * nodes that need no other node are resumed first, then nodes that are down are started.
 * A node that has to restart for its disk comes last, when others can take over its
 * leaderships.
 */
public enum Healing {

	/** There is nothing to heal. */
	NOTHING(""),

	/** The frozen process is resumed; one that was killed meanwhile is started. */
	RESUME("SIGCONT"),

	/** The network is restored. */
	NETWORK("restoring the network"),

	/** The node starts. */
	START("a start"),

	/** The node starts with no data. */
	FORMAT("a start with newly formatted storage"),

	/** The disk is repaired; a running node restarts for that. */
	RESTART("a restart"),

	/** The fault heals itself before the next step. */
	ITSELF("itself");

	private final String phrase;

	Healing(String phrase) {
		this.phrase = phrase;
	}

	/**
	 * What heals it, for documentation: for example {@code a start}, or an empty string
	 * for {@link #NOTHING}.
	 */
	public String phrase() {
		return this.phrase;
	}

	/** Whether the fault is in force until it is healed. */
	public boolean lasts() {
		return this != NOTHING && this != ITSELF;
	}

	/**
	 * Whether healing starts the node's process.
	 * @return true when the node then has to catch up
	 */
	public boolean starts() {
		return this == START || this == FORMAT;
	}

	/**
	 * Heals a node.
	 * @return what was done
	 */
	public Node.Effect heal(Node node) {
		return switch (this) {
			case START, FORMAT, ITSELF -> node.start();
			case NETWORK, RESTART -> node.heal();
			case RESUME -> (node.state() == State.DOWN) ? nothing(node) : node.resume();
			case NOTHING -> nothing(node);
		};
	}

	private static Node.Effect nothing(Node node) {
		return new Node.Effect(node.state(), false, System.nanoTime());
	}

}
