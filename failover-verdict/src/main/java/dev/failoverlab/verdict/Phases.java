package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Explanation.Phase;

/**
 * What an outage was made of, one phase after the other: each ends with an event of the
 * history. Their lengths add up to that of the outage.
 */
final class Phases {

	private static final long MILLISECOND = 1_000_000;

	/** A heartbeat, and a session's end, are this late at most. */
	private static final long SLACK_MS = 500;

	/** An acknowledgement that came later needs an explanation of its own. */
	private static final long LATE_MS = 500;

	private static final long ROUNDS = 250 * MILLISECOND;

	private final Situation outage;

	private final Blame blame;

	private final List<Step> steps = new ArrayList<>();

	Phases(Situation outage, Blame blame) {
		this.outage = outage;
		this.blame = blame;
		if (blame.fault() != null) {
			elections();
			removals(blame.fault());
			ends();
			growth();
		}
		this.steps.sort(Comparator.comparingLong(Step::t));
	}

	List<Long> lines() {
		return this.steps.stream().map(Step::line).toList();
	}

	List<Phase> all() {
		List<Phase> phases = new ArrayList<>();
		long since = this.outage.from();
		for (Step step : this.steps) {
			phases.add(phase(step.key(), step.values(), since, step.t()));
			since = step.t();
		}
		if (this.outage.ended() && this.outage.to() - since >= MILLISECOND) {
			last(since, phases);
		}
		return phases;
	}

	private static Phase phase(String key, Map<String, Object> values, long since, long t) {
		Map<String, Object> all = new HashMap<>(values);
		all.put("length_ms", t / MILLISECOND - since / MILLISECOND);
		return new Phase(key, all, t / MILLISECOND);
	}

	private void step(String key, long t, long line, Map<String, Object> values) {
		long noLater = Math.min(t, this.outage.to());
		if (noLater > this.outage.from() && t <= this.outage.to() + Situation.LATE) {
			this.steps.add(new Step(key, noLater, line, values));
		}
	}

	/** Another active controller. */
	private void elections() {
		List<Entry<Event.Quorum>> elections = this.outage.seen().timeline.elections();
		for (Entry<Event.Quorum> election : elections.subList(Math.min(1, elections.size()), elections.size())) {
			if (election.t() <= this.outage.to()) {
				step("phase.controller", election.t(), election.line(), Map.of("node", Timeline.controller(election)));
			}
		}
	}

	/** Where each node that a fault hit was first reported out of the ISR. */
	private void removals(FaultPeriod blamed) {
		TreeSet<Integer> hit = new TreeSet<>(this.blame.nodes());
		this.outage.faults().forEach((fault) -> hit.addAll(fault.nodes));
		TreeSet<Integer> left = new TreeSet<>(this.outage.inSync(hit));
		for (Entry<Event.Partition> report : this.outage.news()) {
			TreeSet<Integer> gone = new TreeSet<>(left);
			gone.removeAll(report.event().isr());
			FaultPeriod fault = latest(gone, blamed);
			if (!gone.isEmpty() && report.t() >= fault.since()) {
				left.removeAll(gone);
				removal(fault, report, List.copyOf(gone));
			}
		}
	}

	private FaultPeriod latest(Set<Integer> nodes, FaultPeriod otherwise) {
		return this.outage.faults()
			.stream()
			.filter((fault) -> !Collections.disjoint(fault.nodes, nodes))
			.reduce((first, last) -> last)
			.orElse(otherwise);
	}

	/**
	 * The session of a node that does not answer ends about its time-out after the fault,
	 * or after the election of a controller, which begins to count anew. What was removed
	 * sooner left by itself, or was removed by someone.
	 */
	private void removal(FaultPeriod fault, Entry<Event.Partition> report, List<Integer> nodes) {
		Entry<Event.Quorum> election = this.outage.seen().timeline.election(report.t());
		Integer controller = (election != null) ? election.event().leader() : null;
		long elected = (election != null) ? election.t() : 0;
		Long timeout = this.outage.seen().settings.ofNode(controller, "broker.session.timeout.ms");
		Long heartbeat = this.outage.seen().settings.ofNode(controller, "broker.heartbeat.interval.ms");
		long waited = (report.t() - Math.max(fault.since(), elected)) / MILLISECOND;
		boolean session = timeout != null && waited >= timeout - SLACK_MS - Objects.requireNonNullElse(heartbeat, 0L);
		if (session) {
			step("phase.session", report.t(), report.line(), Map.of("nodes", nodes, "timeout", timeout));
		}
		else {
			step("phase.removed", report.t(), report.line(), Map.of("nodes", nodes));
		}
	}

	/** Faults that were healed before writes went on. */
	private void ends() {
		for (FaultPeriod fault : this.outage.faults()) {
			if (fault.hasEnded() && !fault.planned && fault.until() < this.outage.to()) {
				step("phase.healed", fault.until(), fault.endLine,
						Map.of("fault", fault.fault, "phrase", fault.phrase, "nodes", fault.nodes));
			}
		}
	}

	/** The ISR has as many members again as writes need. */
	private void growth() {
		int wanted = this.outage.states().isEmpty() ? 0
				: this.outage.seen().settings.minIsr(this.outage.states().get(0).state());
		boolean few = this.outage.states().stream().limit(1).anyMatch((known) -> known.isBelow(wanted));
		for (Entry<Event.Partition> report : this.outage.news()) {
			boolean now = report.event().isr().size() < wanted;
			if (few && !now) {
				step("phase.isr", report.t(), report.line(), Map.of("isr", report.event().isr().size()));
			}
			few = now;
		}
	}

	/** From the last event to the acknowledgement. */
	private void last(long since, List<Phase> phases) {
		boolean moved = isLedByAnother();
		Long backoff = this.outage.seen().settings.ofNode(null, "replica.fetch.backoff.ms");
		long ms = (this.outage.to() - since) / MILLISECOND;
		if (moved && backoff != null && 2 * ms >= backoff && 2 * ms <= 5 * backoff) {
			phases.add(phase("phase.backoff", Map.of("timeout", backoff), since, this.outage.to()));
		}
		else if (!phases.isEmpty()) {
			String key = (moved ? "phase.found" : "phase.resumed") + ((ms > LATE_MS) ? ".late" : "");
			phases.add(phase(key, Map.of(), since, this.outage.to()));
		}
	}

	/**
	 * Whether another leader was reported before the acknowledgement, give or take a few
	 * rounds of the watcher.
	 */
	private boolean isLedByAnother() {
		Event.Partition before = this.outage.before();
		return before != null && this.outage.news()
			.stream()
			.filter((report) -> report.t() <= this.outage.to() + ROUNDS)
			.anyMatch((report) -> !Objects.equals(before.leader(), report.event().leader()));
	}

	private record Step(String key, long t, long line, Map<String, Object> values) {
	}

}
