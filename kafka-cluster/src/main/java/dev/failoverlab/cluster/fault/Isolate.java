package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.Cut;

/** Cuts a node off from nodes and clients. */
final class Isolate extends CutFault {

	Isolate() {
		super("isolate", "The node cannot reach other nodes and clients, and they cannot reach it",
				new Phrases("isolation", "is cut off from nodes and clients", "is connected again"), Cut.ALL);
	}

}
