package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Verdict.Finding;

/**
 * The decision on one anomaly. A check is told what it needs in the order of the history,
 * after the tables it shares have taken it in, and is asked once at the end.
 */
interface Check {

	/**
	 * A send was acknowledged.
	 * @param line the line of the history
	 * @param id the number of the send
	 */
	default void acknowledged(long line, int id) {
	}

	/**
	 * A consumer handled a record.
	 * @param record the record
	 */
	default void polled(Sighting record) {
	}

	/**
	 * A consumer handled two records of a partition one after the other, and the second
	 * does not just follow the first.
	 * @param pair the two
	 */
	default void handled(Neighbours.Pair pair) {
	}

	/**
	 * A scan read a record.
	 * @param record the record
	 */
	default void scanned(Sighting record) {
	}

	/**
	 * Decides.
	 * @return how often, and where
	 */
	Finding conclude();

}
