package dev.failoverlab.cluster;

/** From whom a node is cut off. */
public enum Cut {

	/** From the other nodes, both ways. */
	NODES,

	/** From all but the other nodes, both ways. */
	CLIENTS,

	/** From everybody. */
	ALL

}
