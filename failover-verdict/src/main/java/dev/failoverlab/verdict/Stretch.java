package dev.failoverlab.verdict;

/**
 * A stretch without an acknowledgement. Times are in nanoseconds since the run began.
 *
 * @param from when it began
 * @param fromLine the line of the last acknowledgement, or of the first unsatisfied
 * invoke
 * @param to the acknowledgement that ended it, or {@link #OPEN}
 * @param toLine the line of that acknowledgement, or 0
 * @param pause the consumer's longest pause since it began
 */
record Stretch(long from, long fromLine, long to, long toLine, long pause) {

	static final long OPEN = -1;

	/** The same when the consumer has paused this long. */
	Stretch paused(long other) {
		return new Stretch(this.from, this.fromLine, this.to, this.toLine, Math.max(this.pause, other));
	}

	boolean ended() {
		return this.to != OPEN;
	}

	/** When it ended, at the latest when the load did. */
	long end(long loadEnd) {
		return ended() ? this.to : loadEnd;
	}

}
