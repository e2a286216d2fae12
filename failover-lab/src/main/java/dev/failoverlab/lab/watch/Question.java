package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.util.List;

import dev.failoverlab.cluster.NodeConnection;

/** A question that one node is asked repeatedly. */
interface Question {

	/**
	 * Asks the node.
	 * @return its reports, each with a different key
	 * @throws IOException when there is no answer
	 */
	List<? extends Report> ask(NodeConnection node) throws IOException;

}
