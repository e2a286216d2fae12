package dev.failoverlab.verdict;

/**
 * A stretch of a second or more in which the consumer handled nothing of a partition
 * though something acknowledged was there. Times are in nanoseconds since the run began.
 *
 * @param partition the partition, from 0
 * @param from since when
 * @param to when it handled something or, if it never did, the end of the run
 * @param ended whether it did
 */
record ConsumerPause(int partition, long from, long to, boolean ended) {

	/** Shorter ones are not explained. */
	static final long SHORTEST = 1_000_000_000;

}
