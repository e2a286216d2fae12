package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;

/**
 * How faults are healed, in the order in which that is done when several are in force:
 * first nodes go on that need no other node, then those start that are down. A node that
 * has to leave for its disk comes last, when others can take over what it leads.
 */
public enum Healing {

	/** There is nothing to heal. */
	NOTHING(""),

	/** The frozen process goes on; one that was killed meanwhile has to be started. */
	RESUME("SIGCONT"),

	/** The network becomes as it was. */
	NETWORK("the network as it was"),

	/** The node starts. */
	START("a start"),

	/** The node starts with no data. */
	FORMAT("a start, which formats it anew"),

	/** The disk is repaired; a running node restarts for that. */
	RESTART("a restart"),

	/** The fault heals itself before the next step. */
	ITSELF("itself");

	private final String phrase;

	Healing(String phrase) {
		this.phrase = phrase;
	}

	/**
	 * What heals it, for documentation.
	 * @return for example {@code a start}; empty text for {@link #NOTHING}
	 */
	public String phrase() {
		return this.phrase;
	}

	/**
	 * Whether the healed node is a process that starts.
	 * @return true when the node has to come back before it is whole
	 */
	public boolean starts() {
		return this == START || this == FORMAT;
	}

	/**
	 * Heals a node of it.
	 * @param node the node
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
