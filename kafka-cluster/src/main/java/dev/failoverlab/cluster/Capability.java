package dev.failoverlab.cluster;

/** What a cluster can do to its nodes beyond starting, ending and freezing them. */
public enum Capability {

	/** Each node has a network of its own: {@link NetworkedNode}. */
	NETWORK("nodes with a network of their own, as containers have"),

	/** Nodes have several log directories. */
	DISKS("nodes with two log directories or more: a broker that loses its only one halts");

	private final String phrase;

	Capability(String phrase) {
		this.phrase = phrase;
	}

	/**
	 * The capability in messages.
	 * @return what a fault needs, for example {@code nodes with a network of their own}
	 */
	public String phrase() {
		return this.phrase;
	}

}
