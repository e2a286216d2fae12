package dev.failoverlab.cluster;

/** Which peers a node is cut off from. */
public enum Cut {

	/** The other nodes, in both directions. */
	NODES,

	/** All peers except the other nodes, in both directions. */
	CLIENTS,

	/** All peers. */
	ALL

}
