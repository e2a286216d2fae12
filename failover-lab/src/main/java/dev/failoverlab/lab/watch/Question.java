package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.util.List;

import dev.failoverlab.cluster.NodeConnection;

/** Something that one node is asked over and over. */
interface Question {

	/**
	 * Asks the node.
	 * @return what it reports, each part of it under a key of its own
	 * @throws IOException when it gave no answer
	 */
	List<? extends Report> ask(NodeConnection node) throws IOException;

}
