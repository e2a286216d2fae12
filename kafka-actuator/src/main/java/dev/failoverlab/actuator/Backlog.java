package dev.failoverlab.actuator;

/**
 * How far a consumer group has come in a partition.
 *
 * @param position the offset it would go on with: what it committed, or where the
 * partition begins when it committed nothing or what it committed is gone
 * @param waiting how many offsets there are from there to the partition's end
 */
record Backlog(long position, long waiting) {

	static Backlog between(long position, long end) {
		return new Backlog(position, Math.max(0, end - position));
	}

}
