package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
final class Outages {

	private static final long MILLISECOND = 1_000_000;

	/**
	 * Reports reach the history a moment late; one this late still tells of the outage.
	 */
	private static final long LATE = 1_000 * MILLISECOND;

	private final Timeline timeline;

	private final List<Availability> partitions;

	private boolean consumed;

	private long lastSendEvent;

	Outages(Timeline timeline, int partitions) {
		this.timeline = timeline;
		this.partitions = IntStream.range(0, partitions).mapToObj(Availability::new).toList();
	}

	/**
	 * Takes a send once the table knows it. A record that went elsewhere than its key led
	 * counts where it went.
	 */
	void sent(long line, Email email, Event.Send event) {
		this.lastSendEvent = event.t();
		Availability ledTo = this.partitions.get(email.ledTo);
		switch (event.type()) {
			case INVOKE -> {
				ledTo.invoked(line, event.t());
				ledTo.watch(this.timeline.isFaultInForce());
			}
			case OK -> {
				ledTo.completed();
				this.partitions.get(email.partition).acknowledged(line, email.offset, event.t());
			}
			case FAIL, INFO -> ledTo.completed();
		}
	}

	/** A fault has begun or ended, and sends may be pending. */
	void faultChanged() {
		this.partitions.forEach((partition) -> partition.watch(this.timeline.isFaultInForce()));
	}

	/**
	 * The partitions that no send was under way to while a fault was in force; none
	 * without a fault.
	 */
	List<Integer> unwatched() {
		return IntStream.range(0, this.partitions.size())
			.filter((partition) -> this.timeline.wasFaultInForce() && !this.partitions.get(partition).isWatched())
			.boxed()
			.toList();
	}

	void polled(Event.Position record, long t) {
		this.consumed = true;
		this.partitions.get(record.partition()).handled(record.offset(), t);
	}

	List<Outage> all() {
		long loadEnd = loadEnd();
		List<Outage> all = new ArrayList<>();
		for (int partition = 0; partition < this.partitions.size(); partition++) {
			Availability availability = this.partitions.get(partition);
			if (!availability.observed()) {
				all.add(Outage.unobserved(partition));
			}
			for (Availability.Stretch stretch : availability.outages(loadEnd, this.timeline.end())) {
				all.add(outage(partition, stretch, loadEnd, this.consumed && availability.hasPlaces()));
			}
		}
		return all;
	}

	/** The consumer's long pauses; none where nothing was ever consumed. */
	List<ConsumerPause> pauses() {
		return !this.consumed ? List.of()
				: this.partitions.stream().flatMap((partition) -> partition.pauses(this.timeline.end())).toList();
	}

	/** The load is over at the last invoke, and not before the phase of the load is. */
	private long loadEnd() {
		Long phase = this.timeline.afterLoad();
		long lastInvoke = this.partitions.stream().mapToLong(Availability::lastInvoke).max().orElse(0);
		return Math.max(lastInvoke, (phase != null) ? phase : this.lastSendEvent);
	}

	private Outage outage(int partition, Availability.Stretch stretch, long loadEnd, boolean consumed) {
		long end = stretch.ended() ? stretch.to : loadEnd;
		FaultPeriod fault = this.timeline.cause(stretch.from, end);
		Timeline.Report detected = (fault != null) ? detected(partition, fault, stretch.from, end) : null;
		Long asked = (fault != null) ? fault.asked : null;
		Long detection = (detected != null && asked != null) ? ms(detected.t()) - ms(asked) : null;
		Long recovery = (detected != null && stretch.ended()) ? Math.max(0, ms(stretch.to) - ms(detected.t())) : null;
		return new Outage(partition, true, (fault != null) ? fault.fault : null, (fault != null) ? fault.phrase : null,
				node(fault), ms(stretch.from), stretch.ended() ? ms(stretch.to) : null, ms(end) - ms(stretch.from),
				detection, recovery, consumed ? ms(stretch.pause) : null, basis(stretch, fault, detected));
	}

	private static List<Observation> basis(Availability.Stretch stretch, @Nullable FaultPeriod fault,
			Timeline.@Nullable Report detected) {
		List<Observation> basis = new ArrayList<>();
		basis.add(new Observation(Sign.BEGAN, stretch.from, stretch.fromLine));
		if (fault != null) {
			basis.add(new Observation(Sign.FAULT, fault.since(), fault.line));
		}
		if (detected != null) {
			basis.add(new Observation(Sign.DETECTED, detected.t(), detected.line()));
		}
		if (stretch.ended()) {
			basis.add(new Observation(Sign.ENDED, stretch.to, stretch.toLine));
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
	private Timeline.@Nullable Report detected(int partition, FaultPeriod fault, long from, long end) {
		View view = new View(this.partitions.size());
		Event.Partition before = null;
		for (Timeline.Report report : this.timeline.reports(partition)) {
			if (report.t() < fault.since()) {
				view.take(report.state());
				before = view.of(partition);
			}
			else if (before != null && tells(before, report.state(), fault.nodes)) {
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
