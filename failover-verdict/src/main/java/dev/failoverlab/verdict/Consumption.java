package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

	private final List<ConsumerPause> pauses = new ArrayList<>();

	private final int partition;

	Consumption(int partition) {
		this.partition = partition;
	}

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
		if (length >= ConsumerPause.SHORTEST) {
			this.pauses.add(new ConsumerPause(this.partition, this.since, t, true));
		}
		this.handled = Math.max(this.handled, offset);
		this.since = (this.acknowledged > this.handled) ? t : NONE;
		return length;
	}

	/** The length of the stretch that is open at a moment; 0 for none. */
	long open(long t) {
		return (this.since != NONE) ? t - this.since : 0;
	}

	/** The long stretches, up to a moment. */
	Stream<ConsumerPause> pauses(long end) {
		Stream<ConsumerPause> open = (open(end) >= ConsumerPause.SHORTEST)
				? Stream.of(new ConsumerPause(this.partition, this.since, end, false)) : Stream.empty();
		return Stream.concat(this.pauses.stream(), open);
	}

}
