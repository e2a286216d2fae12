package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the cluster: faults, phases and reports of partitions, in their order.
 * Few even in a long run, so they are kept.
 */
final class Timeline {

	/** What a producer's error says when it does not know the topic's partitions. */
	private static final String NO_METADATA = "not present in metadata";

	private final List<FaultPeriod> faults = new ArrayList<>();

	/** When nodes did not answer: without access to them, a fault shows only so. */
	private final List<FaultPeriod> silences = new ArrayList<>();

	private final List<Event.Phase> phases = new ArrayList<>();

	private final List<Entry<Event.Partition>> reports = new ArrayList<>();

	private final Map<Integer, List<Entry<Event.Partition>>> byPartition = new HashMap<>();

	private final Map<Integer, PartitionNews> news = new HashMap<>();

	private final List<Entry<Event.Quorum>> elections = new ArrayList<>();

	private final List<Entry<Event.Assign>> assignments = new ArrayList<>();

	private final List<Unsent> withoutMetadata = new ArrayList<>();

	private boolean faultInForce;

	private @Nullable Long firstEnd;

	private long end;

	/** Takes any event: each moves the end of the run, and some tell of the cluster. */
	void take(long line, Event event) {
		this.end = event.t();
		if (event instanceof Event.FaultChange fault) {
			fault(line, fault);
		}
		else if (event instanceof Event.NodeAnswers node) {
			answers(line, node);
		}
		else if (event instanceof Event.Partition report) {
			report(new Entry<>(line, report));
		}
		else if (event instanceof Event.Quorum report) {
			report(line, report);
		}
		else if (event instanceof Event.Assign assign) {
			this.assignments.add(new Entry<>(line, assign));
		}
		else if (event instanceof Event.Phase phase) {
			this.phases.add(phase);
		}
	}

	private void fault(long line, Event.FaultChange event) {
		switch (event.type()) {
			case Event.FaultChange.BEGIN -> begin(line, event);
			case Event.FaultChange.END -> end(line, event);
			default -> this.faults.add(new FaultPeriod(line, event));
		}
		this.faultInForce = this.faults.stream().anyMatch(FaultPeriod::isInForce);
	}

	private void begin(long line, Event.FaultChange event) {
		FaultPeriod span = latest(
				(candidate) -> !candidate.hasBegun() && !candidate.hasEnded() && candidate.matches(event))
			.orElseGet(() -> {
				FaultPeriod unasked = new FaultPeriod(line, event);
				this.faults.add(unasked);
				return unasked;
			});
		span.begins(event);
	}

	/**
	 * With an error it is the end of what never began; otherwise what began is healed.
	 */
	private void end(long line, Event.FaultChange event) {
		boolean begun = event.error() == null;
		Predicate<FaultPeriod> open = (candidate) -> !candidate.hasEnded() && candidate.matches(event);
		latest(open.and((candidate) -> candidate.hasBegun() == begun)).or(() -> latest(open))
			.ifPresent((span) -> span.ends(line, event));
		this.firstEnd = (this.firstEnd != null) ? this.firstEnd : Long.valueOf(event.t());
	}

	/** A node does not answer any more, or answers again. */
	private void answers(long line, Event.NodeAnswers event) {
		Event.FaultChange change = new Event.FaultChange(event.t(),
				event.answers() ? Event.FaultChange.END : Event.FaultChange.BEGIN, FaultPeriod.SILENCE, event.node(),
				null, null, FaultPeriod.SILENCE, true, null);
		if (event.answers()) {
			this.silences.stream()
				.filter((each) -> !each.hasEnded() && each.matches(change))
				.forEach((each) -> each.ends(line, change));
		}
		else {
			FaultPeriod silence = new FaultPeriod(line, change);
			silence.begins(change);
			this.silences.add(silence);
		}
	}

	private Optional<FaultPeriod> latest(Predicate<FaultPeriod> wanted) {
		for (int i = this.faults.size() - 1; i >= 0; i--) {
			if (wanted.test(this.faults.get(i))) {
				return Optional.of(this.faults.get(i));
			}
		}
		return Optional.empty();
	}

	private void report(Entry<Event.Partition> report) {
		int partition = report.event().partition();
		this.reports.add(report);
		this.byPartition.computeIfAbsent(partition, (unknown) -> new ArrayList<>()).add(report);
		news(partition).take(report);
	}

	/** Only an active controller reports; what an older epoch says is no news. */
	private void report(long line, Event.Quorum state) {
		int known = this.elections.size();
		boolean isNew = known == 0 || state.epoch() > this.elections.get(known - 1).event().epoch();
		if (state.leader() != null && isNew) {
			this.elections.add(new Entry<>(line, state));
		}
	}

	List<FaultPeriod> faults() {
		return Collections.unmodifiableList(this.faults);
	}

	List<FaultPeriod> silences() {
		return Collections.unmodifiableList(this.silences);
	}

	List<Entry<Event.Partition>> reports() {
		return Collections.unmodifiableList(this.reports);
	}

	/** The reports of one partition. */
	List<Entry<Event.Partition>> reports(int partition) {
		return this.byPartition.getOrDefault(partition, List.of());
	}

	/** The states of one partition, each where it was reported first. */
	PartitionNews news(int partition) {
		return this.news.computeIfAbsent(partition, (unknown) -> new PartitionNews());
	}

	/** The active controllers, each where it was reported first. */
	List<Entry<Event.Quorum>> elections() {
		return Collections.unmodifiableList(this.elections);
	}

	/** The last active controller that was reported by then, or null for none. */
	@Nullable Entry<Event.Quorum> election(long t) {
		return this.elections.stream()
			.filter((election) -> election.t() <= t)
			.reduce((first, last) -> last)
			.orElse(null);
	}

	static int controller(Entry<Event.Quorum> election) {
		return Objects.requireNonNull(election.event().leader());
	}

	List<Entry<Event.Assign>> assignments() {
		return Collections.unmodifiableList(this.assignments);
	}

	/**
	 * The fault that caused an outage: the latest that was asked for when it began, give
	 * or take 100 ms, and was not healed; else the first that was asked for while it
	 * lasted.
	 */
	@Nullable FaultPeriod cause(long from, long to) {
		return cause(this.faults, from, to);
	}

	/** The silence that began with an outage, likewise. */
	@Nullable FaultPeriod silence(long from, long to) {
		return cause(this.silences, from, to);
	}

	private static @Nullable FaultPeriod cause(List<FaultPeriod> of, long from, long to) {
		FaultPeriod cause = null;
		for (FaultPeriod span : of) {
			boolean inTime = span.since() <= from + Availability.SHORTEST && span.until() > from;
			boolean during = cause == null && span.since() <= to && span.until() > from;
			if (!span.isControl() && (inTime || during)) {
				cause = span;
			}
		}
		return cause;
	}

	/** Whether a fault that does anything is in force now. */
	boolean isFaultInForce() {
		return this.faultInForce;
	}

	/** Whether one ever was. */
	boolean wasFaultInForce() {
		return this.faults.stream().anyMatch((span) -> span.hasBegun() && !span.isControl());
	}

	/** When a phase began, or null when it never did. */
	@Nullable Long phase(String name) {
		return this.phases.stream()
			.filter((phase) -> phase.name().equals(name))
			.map(Event.Phase::t)
			.findFirst()
			.orElse(null);
	}

	/** When the load phase was over, as far as phases tell. */
	@Nullable Long afterLoad() {
		return this.phases.stream()
			.dropWhile((phase) -> !phase.name().equals(Event.Phase.LOAD))
			.skip(1)
			.map(Event.Phase::t)
			.findFirst()
			.orElse(null);
	}

	/** When the first fault was asked for, or null when none was. */
	@Nullable Long firstAsked() {
		return this.faults.isEmpty() ? null : Long.valueOf(this.faults.get(0).since());
	}

	/** When the first fault was in force, or null when none ever was. */
	@Nullable Long firstInForce() {
		return this.faults.stream()
			.filter(FaultPeriod::hasBegun)
			.map(FaultPeriod::inForce)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	/** When healing began: the phase, or the end of a fault, whichever comes first. */
	@Nullable Long healed() {
		Long heal = phase(Event.Phase.HEAL);
		if (heal == null || this.firstEnd == null) {
			return (heal != null) ? heal : this.firstEnd;
		}
		return Math.min(heal, this.firstEnd);
	}

	/** When a fault was over or healing began after it, or the end of all time. */
	long healed(FaultPeriod fault) {
		return this.phases.stream()
			.filter((phase) -> phase.name().equals(Event.Phase.HEAL) && phase.t() >= fault.inForce())
			.mapToLong(Event.Phase::t)
			.reduce(fault.until(), Math::min);
	}

	/** Whether a fault holds a node down or frozen at a moment. */
	boolean isDown(int node, long t) {
		return this.faults.stream()
			.filter((span) -> span.stopsProcess && span.hasBegun() && span.nodes.contains(node))
			.anyMatch((span) -> span.inForce() <= t && t < span.until());
	}

	/** Whether the run was in the phase in which the lab gives leadership back. */
	boolean isRecovering(long t) {
		Long recover = phase(Event.Phase.RECOVER);
		Long read = phase(Event.Phase.READ);
		return recover != null && recover <= t && (read == null || t < read);
	}

	/** A send ended without an acknowledgement. */
	void unsent(long line, int partition, Event.Send event) {
		if (event.error() != null && event.error().contains(NO_METADATA)) {
			this.withoutMetadata.add(new Unsent(line, partition, event.t()));
		}
	}

	/** The lines of the sends to a partition that ended without metadata. */
	List<Long> sendsWithoutMetadata(int partition, long from, long to) {
		return this.withoutMetadata.stream()
			.filter((send) -> send.partition() == partition && send.t() >= from && send.t() <= to)
			.map(Unsent::line)
			.toList();
	}

	/** The nodes that no other node can reach at a moment. */
	Set<Integer> cutOff(long t) {
		return this.faults.stream()
			.filter((span) -> span.cutsOff() && span.hasBegun() && span.inForce() <= t && t < span.until())
			.flatMap((span) -> span.nodes.stream())
			.collect(Collectors.toSet());
	}

	/** The time of the last event. */
	long end() {
		return this.end;
	}

	private record Unsent(long line, int partition, long t) {
	}

}
