package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.util.List;

/** Something that one node is asked over and over. */
interface Question extends AutoCloseable {

	/**
	 * Asks the node.
	 * @return what it reports, each part of it under a key of its own
	 * @throws IOException when it gave no answer
	 */
	List<? extends Report> ask() throws IOException;

	/** Makes a thread that asks give up. */
	void interrupt();

	@Override
	void close();

}
