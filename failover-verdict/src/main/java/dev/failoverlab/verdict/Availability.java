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
			passOnPause();
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
			this.stretches.add(new Stretch(this.unsatisfied, this.unsatisfiedLine, t, line, this.pause));
		}
		passOnPause();
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
		List<Stretch> all = new ArrayList<>(this.stretches);
		if (this.unsatisfied != NONE && loadEnd - this.unsatisfied >= SHORTEST) {
			all.add(new Stretch(this.unsatisfied, this.unsatisfiedLine, Stretch.OPEN, 0, last));
		}
		lengthenPause(all, last);
		return longEnough(all, loadEnd);
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
			if (stretch.end(loadEnd) - stretch.from() >= shortest) {
				outages.add(stretch);
			}
			lengthenPause(outages, stretch.pause());
		}
		return outages;
	}

	/**
	 * What the consumer did since the last acknowledgement belongs to the last outage.
	 */
	private void passOnPause() {
		lengthenPause(this.stretches, this.pause);
		this.pause = 0;
	}

	private static void lengthenPause(List<Stretch> stretches, long pause) {
		if (!stretches.isEmpty()) {
			int last = stretches.size() - 1;
			stretches.set(last, stretches.get(last).paused(pause));
		}
	}

}
