package dev.failoverlab.cluster;

/**
 * What a cluster can do to its nodes besides starting, stopping, killing and pausing
 * them.
 */
public enum Capability {

	/** Each node has its own network: {@link NetworkedNode}. */
	NETWORK("nodes with their own network, which containers have"),

	/** Nodes have several log directories. */
	DISKS("nodes with two or more log directories: a broker that loses its only one halts");

	private final String phrase;

	Capability(String phrase) {
		this.phrase = phrase;
	}

	/**
	 * The capability in messages.
	 * @return what a fault needs, for example
	 * {@code nodes with their own network, which containers have}
	 */
	public String phrase() {
		return this.phrase;
	}

}
