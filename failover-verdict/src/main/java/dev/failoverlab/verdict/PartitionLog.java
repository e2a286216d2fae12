package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import org.jspecify.annotations.Nullable;

/**
 * The log of one partition: what is where, by acknowledgements, polls and scans together,
 * and how far each scan got. A scan is a bit; those that are handed committed records
 * alone are the odd ones.
 */
final class PartitionLog {

	/** The scans that are handed every record. */
	static final long UNCOMMITTED = 0x5555_5555_5555_5555L;

	/** The scans that are handed no record of an open or aborted transaction. */
	static final long COMMITTED = ~UNCOMMITTED;

	private static final int MOST_SCANS = Long.SIZE / 2;

	private final int partition;

	private final Map<Long, Copy> places = new HashMap<>();

	private final List<Pass> passes = new ArrayList<>();

	/** The offsets that some scans hold, in their order, once asked for. */
	private final Map<Long, long[]> sorted = new HashMap<>();

	private Event.@Nullable Log bounds;

	private long boundsLine = Long.MAX_VALUE;

	private long lowestNamed = Long.MAX_VALUE;

	private long highestPolled = Email.UNKNOWN;

	PartitionLog(int partition) {
		this.partition = partition;
	}

	/** Something names an offset or a position of this partition. */
	void name(long offset) {
		this.lowestNamed = Math.min(this.lowestNamed, offset);
	}

	Copy at(long offset, Email email) {
		name(offset);
		return this.places.computeIfAbsent(offset, (unknown) -> new Copy(email, this.partition, offset)).of(email);
	}

	void poll(long offset, Email email, Reading reading) {
		at(offset, email).poll(reading);
		this.highestPolled = Math.max(this.highestPolled, offset);
	}

	void scan(long offset, Email email, Reading reading) {
		Pass pass = pass(reading);
		pass.line = reading.line();
		pass.highest = Math.max(pass.highest, offset);
		at(offset, email).scan(reading, pass.bit);
		checkEnd(reading.line());
	}

	void bounds(long line, Event.Log log) {
		this.bounds = log;
		this.boundsLine = line;
		checkEnd(line);
	}

	private void checkEnd(long line) {
		if (this.bounds != null && highest(UNCOMMITTED | COMMITTED) >= this.bounds.end()) {
			throw new HistoryException(line, "contradicts itself: the log of partition " + this.partition + " ends at "
					+ this.bounds.end() + ", and a scan holds offset " + highest(UNCOMMITTED | COMMITTED));
		}
	}

	private Pass pass(Reading reading) {
		for (Pass pass : this.passes) {
			if (pass.committed == reading.committed() && pass.process.equals(reading.process())) {
				return pass;
			}
		}
		long earlier = this.passes.stream().filter((pass) -> pass.committed == reading.committed()).count();
		if (earlier == MOST_SCANS) {
			throw new HistoryException(reading.line(), "is of one scan more of partition " + this.partition
					+ " than can be told apart in one isolation, which is " + MOST_SCANS);
		}
		this.passes.add(new Pass(reading, (int) earlier));
		return this.passes.get(this.passes.size() - 1);
	}

	/**
	 * Compares the scans once all is read.
	 * @throws HistoryException when one went beyond a record that it must hold, and lacks
	 * it
	 */
	void compareScans() {
		for (Copy place : (this.passes.size() > 1) ? this.places.values() : List.<Copy>of()) {
			long scans = place.scansOfPlace();
			for (Pass pass : this.passes) {
				if ((scans & pass.bit) == 0 && (scans & pass.owed) != 0 && pass.highest > place.offset
						&& place.offset >= start()) {
					throw new HistoryException(pass.line,
							"is of a scan by " + pass.process + " that lacks offset " + place.offset + " of partition "
									+ this.partition + ", though it went beyond it and another scan holds it");
				}
			}
		}
	}

	/**
	 * The highest offset that these scans hold, or that was polled where there are none.
	 */
	long highest(long scans) {
		return (scans == 0) ? this.highestPolled
				: this.passes.stream()
					.filter((pass) -> (pass.bit & scans) != 0)
					.mapToLong((pass) -> pass.highest)
					.max()
					.orElse(Email.UNKNOWN);
	}

	/** Whether one of these scans holds a record at an offset of a range. */
	boolean holdsAny(long scans, long from, long to) {
		long[] offsets = this.sorted.computeIfAbsent(scans,
				(mask) -> places().filter((place) -> (place.scansOfPlace() & mask) != 0)
					.mapToLong((copy) -> copy.offset)
					.sorted()
					.toArray());
		int found = Arrays.binarySearch(offsets, from);
		int first = (found >= 0) ? found : -found - 1;
		return first < offsets.length && offsets[first] < to;
	}

	/** Every place that something names, with the id that was met there first. */
	Stream<Copy> places() {
		return this.places.values().stream();
	}

	/** Whether the log was read to its end. */
	boolean isComplete() {
		return this.bounds != null;
	}

	/** The first offset that there is; 0 as long as the bounds are not known. */
	long start() {
		return (this.bounds != null) ? this.bounds.start() : 0;
	}

	/** The line that tells the bounds; that of no event when none does. */
	long boundsLine() {
		return this.boundsLine;
	}

	/** Whether the log starts above a place that the history names. */
	boolean isCut() {
		return start() > ((this.lowestNamed != Long.MAX_VALUE) ? this.lowestNamed : 0);
	}

	/** One scan of the partition. */
	private static final class Pass {

		private final String process;

		private final boolean committed;

		private final long bit;

		/** The scans whose records this one must hold, as far as it got. */
		private final long owed;

		private long highest = Email.UNKNOWN;

		private long line;

		private Pass(Reading reading, int number) {
			this.process = reading.process();
			this.committed = reading.committed();
			this.bit = 1L << (2 * number + (this.committed ? 1 : 0));
			this.owed = ((this.bit - 1) & (this.committed ? COMMITTED : UNCOMMITTED))
					| (this.committed ? 0 : COMMITTED);
		}

	}

}
