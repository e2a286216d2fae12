package dev.failoverlab.verdict;

/**
 * How long the consumer left a partition alone though something was there for it: the
 * stretches in which it handled nothing of the partition while an acknowledged record
 * beyond all that it had handled was in the log.
 */
final class Consumption {

	private static final long NONE = -1;

	private long acknowledged = NONE;

	private long handled = NONE;

	private long since = NONE;

	void acknowledged(long offset, long t) {
		this.acknowledged = Math.max(this.acknowledged, offset);
		if (this.since == NONE && this.acknowledged > this.handled) {
			this.since = t;
		}
	}

	/** Whether the place of anything acknowledged is known. */
	boolean hasPlaces() {
		return this.acknowledged != NONE;
	}

	/**
	 * The consumer handled a record.
	 * @return the length of the stretch that this ends, in nanoseconds; 0 for none
	 */
	long handled(long offset, long t) {
		long length = open(t);
		this.handled = Math.max(this.handled, offset);
		this.since = (this.acknowledged > this.handled) ? t : NONE;
		return length;
	}

	/** The length of the stretch that is open at a moment; 0 for none. */
	long open(long t) {
		return (this.since != NONE) ? t - this.since : 0;
	}

}
