package dev.failoverlab.cluster;

/** What a node is cut off from. */
public enum Cut {

	/** From the other nodes, both ways. */
	NODES,

	/** From all but the other nodes, both ways. */
	CLIENTS,

	/** From all others. */
	ALL

}
