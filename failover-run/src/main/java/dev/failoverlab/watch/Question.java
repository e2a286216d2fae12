package dev.failoverlab.watch;

import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;

/** A question that one node is asked repeatedly. */
interface Question {

	/**
	 * Asks the node.
	 * @return its reports, each of which makes an event from its time
	 * @throws IOException when there is no answer
	 */
	List<LongFunction<Event>> ask(NodeConnection node) throws IOException;

	/** What is reported when there is no answer. */
	default List<LongFunction<Event>> silence() {
		return List.of();
	}

}
