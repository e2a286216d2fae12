package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Observation;
import dev.failoverlab.verdict.Verdict.Outage;
import dev.failoverlab.verdict.Verdict.Sign;
import org.jspecify.annotations.Nullable;

/**
 * The outages of all partitions, each with the fault that caused it, if one did, and
 * split by what was observed: the detection, from asking for the fault to the first
 * report, from any node, of a new leader or of an ISR without the faulty node; the
 * recovery, from there to the first acknowledgement; the consumer's own longest pause.
 * Nothing is estimated from settings.
 */
record Outages(Observations seen) {

	private static final long MILLISECOND = 1_000_000;

	/**
	 * Reports reach the history a moment late; one this late still tells of the outage.
	 */
	private static final long LATE = 1_000 * MILLISECOND;

	List<Outage> all() {
		long loadEnd = this.seen.loadEnd();
		List<Outage> all = new ArrayList<>();
		for (int partition = 0; partition < this.seen.partitions.size(); partition++) {
			Availability availability = this.seen.partitions.get(partition);
			if (!availability.observed()) {
				all.add(Outage.unobserved(partition));
			}
			for (Stretch stretch : availability.outages(loadEnd, this.seen.timeline.end())) {
				all.add(outage(partition, stretch, loadEnd, this.seen.consumed && availability.hasPlaces()));
			}
		}
		return all;
	}

	private Outage outage(int partition, Stretch stretch, long loadEnd, boolean consumed) {
		long end = stretch.end(loadEnd);
		FaultPeriod fault = this.seen.timeline.cause(stretch.from(), end);
		Entry<Event.Partition> detected = (fault != null) ? detected(partition, fault, stretch.from(), end) : null;
		Long asked = (fault != null) ? fault.asked : null;
		Long detection = (detected != null && asked != null) ? ms(detected.t()) - ms(asked) : null;
		Long recovery = (detected != null && stretch.ended()) ? Math.max(0, ms(stretch.to()) - ms(detected.t())) : null;
		return new Outage(partition, true, (fault != null) ? fault.fault : null, (fault != null) ? fault.phrase : null,
				node(fault), ms(stretch.from()), stretch.ended() ? ms(stretch.to()) : null,
				ms(end) - ms(stretch.from()), detection, recovery, consumed ? ms(stretch.pause()) : null,
				basis(stretch, fault, detected));
	}

	private static List<Observation> basis(Stretch stretch, @Nullable FaultPeriod fault,
			@Nullable Entry<Event.Partition> detected) {
		List<Observation> basis = new ArrayList<>();
		basis.add(new Observation(Sign.BEGAN, stretch.from(), stretch.fromLine()));
		if (fault != null) {
			basis.add(new Observation(Sign.FAULT, fault.since(), fault.line));
		}
		if (detected != null) {
			basis.add(new Observation(Sign.DETECTED, detected.t(), detected.line()));
		}
		if (stretch.ended()) {
			basis.add(new Observation(Sign.ENDED, stretch.to(), stretch.toLine()));
		}
		basis.sort(Comparator.comparingLong(Observation::line));
		return basis;
	}

	private static @Nullable Integer node(@Nullable FaultPeriod fault) {
		return (fault != null && fault.nodes.size() == 1) ? fault.nodes.get(0) : null;
	}

	/**
	 * When an outage's fault was first told of; null when that was before or after it.
	 */
	private @Nullable Entry<Event.Partition> detected(int partition, FaultPeriod fault, long from, long end) {
		View view = new View(this.seen.partitions.size());
		Event.Partition before = null;
		for (Entry<Event.Partition> report : this.seen.timeline.reports(partition)) {
			if (report.t() < fault.since()) {
				view.take(report.event());
				before = view.of(partition);
			}
			else if (before != null && tells(before, report.event(), fault.nodes)) {
				return (report.t() >= from && report.t() <= end + LATE) ? report : null;
			}
		}
		return null;
	}

	/** Whether a report knows of the fault: a new leader, or an ISR without the nodes. */
	private static boolean tells(Event.Partition before, Event.Partition report, List<Integer> nodes) {
		if (report.epoch() < before.epoch()) {
			return false;
		}
		boolean newLeader = report.leader() != null && !report.leader().equals(before.leader());
		boolean gone = before.isr().stream().anyMatch(nodes::contains)
				&& report.isr().stream().noneMatch(nodes::contains);
		return newLeader || gone;
	}

	private static long ms(long nanos) {
		return nanos / MILLISECOND;
	}

}
