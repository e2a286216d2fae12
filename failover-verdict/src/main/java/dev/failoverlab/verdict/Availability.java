package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;

/**
 * When one partition took no writes: from the later of its last acknowledgement and its
 * first unsatisfied invoke, to its next acknowledgement, while sends to it were pending
 * or failing. Stretches shorter than 100 ms, or than three times the load's own interval,
 * are none. That interval is the lower quartile of the times between two sends to the
 * partition, so that pauses of the load do not make it longer; fewer than four sends have
 * none.
 */
final class Availability {

	static final long SHORTEST = 100_000_000;

	private static final int INTERVALS = 3;

	private static final int QUARTILE = 25;

	private static final int FEW = 3;

	private static final long NONE = -1;

	/** Between two sends, in microseconds. */
	private final List<Long> intervals = new ArrayList<>();

	private final Consumption consumption;

	private final List<Stretch> stretches = new ArrayList<>();

	private long lastInvoke = NONE;

	/**
	 * Since when sends have gone unsatisfied, and not before the last acknowledgement.
	 */
	private long unsatisfied = NONE;

	private long unsatisfiedLine;

	private int pending;

	private boolean watched;

	/** The longest the consumer paused since the last acknowledgement. */
	private long pause;

	Availability(int partition) {
		this.consumption = new Consumption(partition);
	}

	void invoked(long line, long t) {
		if (this.lastInvoke != NONE) {
			this.intervals.add((t - this.lastInvoke) / 1_000);
		}
		this.lastInvoke = t;
		this.pending++;
		if (this.unsatisfied == NONE) {
			this.unsatisfied = t;
			this.unsatisfiedLine = line;
			commit();
		}
	}

	/** Whether a send was under way while a fault was in force. */
	boolean isWatched() {
		return this.watched;
	}

	void watch(boolean faultInForce) {
		this.watched |= faultInForce && this.pending > 0;
	}

	/** A send is pending no more; without an acknowledgement it stays unsatisfied. */
	void completed() {
		this.pending--;
	}

	void acknowledged(long line, long offset, long t) {
		if (this.unsatisfied != NONE && t - this.unsatisfied >= SHORTEST) {
			add(t, line);
		}
		commit();
		this.unsatisfied = (this.pending > 0) ? t : NONE;
		this.unsatisfiedLine = line;
		if (offset >= 0) {
			this.consumption.acknowledged(offset, t);
		}
	}

	void handled(long offset, long t) {
		this.pause = Math.max(this.pause, this.consumption.handled(offset, t));
	}

	boolean observed() {
		return this.lastInvoke != NONE;
	}

	long lastInvoke() {
		return this.lastInvoke;
	}

	/**
	 * The stretches that are outages.
	 * @param loadEnd when the load was over
	 * @param end when the run was over
	 * @return in their order
	 */
	List<Stretch> outages(long loadEnd, long end) {
		long last = Math.max(this.pause, this.consumption.open(end));
		List<Stretch> all = new ArrayList<>(this.stretches.stream().map(Stretch::copy).toList());
		if (this.unsatisfied != NONE && loadEnd - this.unsatisfied >= SHORTEST) {
			all.add(new Stretch(this.unsatisfied, this.unsatisfiedLine, NONE, 0, last));
		}
		else if (!all.isEmpty()) {
			all.get(all.size() - 1).paused(last);
		}
		return longEnough(all, loadEnd);
	}

	private void add(long to, long line) {
		this.stretches.add(new Stretch(this.unsatisfied, this.unsatisfiedLine, to, line, this.pause));
		this.pause = 0;
	}

	Stream<ConsumerPause> pauses(long end) {
		return this.consumption.pauses(end);
	}

	/**
	 * Whether it is known where anything acknowledged stands, so that it can be missed.
	 */
	boolean hasPlaces() {
		return this.consumption.hasPlaces();
	}

	/** In nanoseconds; 0 when there are too few to tell. */
	private long interval() {
		if (this.intervals.size() < FEW) {
			return 0;
		}
		Histogram histogram = new Histogram(3);
		this.intervals.forEach(histogram::recordValue);
		return histogram.getValueAtPercentile(QUARTILE) * 1_000;
	}

	private List<Stretch> longEnough(List<Stretch> all, long loadEnd) {
		long shortest = all.isEmpty() ? SHORTEST : Math.max(SHORTEST, INTERVALS * interval());
		List<Stretch> outages = new ArrayList<>();
		for (Stretch stretch : all) {
			if (stretch.length(loadEnd) >= shortest) {
				outages.add(stretch);
			}
			else if (!outages.isEmpty()) {
				outages.get(outages.size() - 1).paused(stretch.pause);
			}
		}
		return outages;
	}

	/**
	 * What the consumer did since the last acknowledgement belongs to the last outage.
	 */
	private void commit() {
		if (!this.stretches.isEmpty()) {
			this.stretches.get(this.stretches.size() - 1).paused(this.pause);
		}
		this.pause = 0;
	}

	/** A stretch without an acknowledgement, and the consumer's longest pause since. */
	static final class Stretch {

		final long from;

		/** The line of the last acknowledgement, or of the first unsatisfied invoke. */
		final long fromLine;

		/** The acknowledgement that ended it, if any did. */
		final long to;

		/** The line of that acknowledgement. */
		final long toLine;

		long pause;

		private Stretch(long from, long fromLine, long to, long toLine, long pause) {
			this.from = from;
			this.fromLine = fromLine;
			this.to = to;
			this.toLine = toLine;
			this.pause = pause;
		}

		private Stretch copy() {
			return new Stretch(this.from, this.fromLine, this.to, this.toLine, this.pause);
		}

		private void paused(long pause) {
			this.pause = Math.max(this.pause, pause);
		}

		private long length(long loadEnd) {
			return (ended() ? this.to : loadEnd) - this.from;
		}

		boolean ended() {
			return this.to != NONE;
		}

	}

}
