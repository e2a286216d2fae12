package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * A partition that took no writes, or that the consumer handled nothing of, and what is
 * known around it. Times are in nanoseconds since the run began.
 *
 * @param partition the partition, from 0
 * @param from when it stopped
 * @param to when it went on or, if it never did, until when it was watched
 * @param ended whether it went on
 * @param seen the cluster and its settings
 */
record Situation(int partition, long from, long to, boolean ended, Observations seen) {

	/** Reports reach the history a moment late. */
	static final long LATE = 1_000_000_000;

	long length() {
		return this.to - this.from;
	}

	/** The fault that was in force, or the silence of a node, or null for none. */
	@Nullable FaultPeriod fault() {
		FaultPeriod fault = this.seen.timeline.cause(this.from, this.to);
		return (fault != null) ? fault : this.seen.timeline.silence(this.from, this.to);
	}

	/** What was known of the partition when it stopped. */
	Event.@Nullable Partition before() {
		return this.seen.timeline.news(this.partition).at(this.from);
	}

	/** What became known of the partition meanwhile, and a moment later. */
	List<Entry<Event.Partition>> news() {
		return this.seen.timeline.news(this.partition)
			.all()
			.stream()
			.filter((report) -> report.t() > this.from && report.t() <= this.to + LATE)
			.toList();
	}

	/**
	 * The states that the partition was known to be in meanwhile, one after the other.
	 */
	List<Known> states() {
		List<Known> states = new ArrayList<>();
		Event.Partition state = before();
		long since = this.from;
		for (Entry<Event.Partition> report : news()) {
			long t = Math.min(report.t(), this.to);
			if (state != null) {
				states.add(new Known(state, t - since));
			}
			state = report.event();
			since = t;
		}
		if (state != null) {
			states.add(new Known(state, this.to - since));
		}
		return states;
	}

	/** The nodes of all faults of the same word that were in force meanwhile. */
	SortedSet<Integer> hit(FaultPeriod fault) {
		SortedSet<Integer> nodes = new TreeSet<>();
		Stream.concat(faults().stream(), inForce(this.seen.timeline.silences()))
			.filter((each) -> each.fault.equals(fault.fault))
			.forEach((each) -> nodes.addAll(each.nodes));
		return nodes;
	}

	/** All faults that were in force meanwhile, in the order of their requests. */
	List<FaultPeriod> faults() {
		return inForce(this.seen.timeline.faults()).toList();
	}

	private Stream<FaultPeriod> inForce(List<FaultPeriod> of) {
		return of.stream().filter((each) -> !each.isControl() && each.since() <= this.to && each.until() > this.from);
	}

	/** Whether the partition's leader was one of some nodes. */
	boolean isLedBy(SortedSet<Integer> nodes) {
		Event.Partition before = before();
		return before != null && before.leader() != null && nodes.contains(before.leader());
	}

	/** Those of some nodes that the partition's ISR had. */
	SortedSet<Integer> inSync(SortedSet<Integer> nodes) {
		Event.Partition before = before();
		SortedSet<Integer> both = new TreeSet<>(nodes);
		both.retainAll((before != null) ? before.isr() : List.of());
		return both;
	}

	/**
	 * A state of the partition.
	 *
	 * @param state leader and ISR
	 * @param length for how long, within the outage
	 */
	record Known(Event.Partition state, long length) {

		boolean isBelow(int members) {
			return this.state.isr().size() < members;
		}

	}

}
