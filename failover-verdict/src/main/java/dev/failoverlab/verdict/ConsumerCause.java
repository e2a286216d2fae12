package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Explanation.Phase;

/**
 * Why the consumer handled nothing of a partition: it waited for its group to assign the
 * partition, a fault hit the leader that it reads from, or one hit a member of the ISR
 * and the producer did not wait for that.
 */
final class ConsumerCause {

	private static final long MILLISECOND = 1_000_000;

	private ConsumerCause() {
	}

	static Blame explain(Situation pause) {
		FaultPeriod fault = pause.fault();
		Optional<Entry<Event.Assign>> got = got(pause);
		if (got.isPresent()) {
			return Blame.of(isRestarted(pause) ? "consumer.restart" : "consumer.group", got.get().line());
		}
		if (fault != null && pause.isLedBy(pause.hit(fault))) {
			SortedSet<Integer> hit = pause.hit(fault);
			return Blame.of("consumer.leader", fault, hit).leading(pause.partition());
		}
		SortedSet<Integer> members = (fault != null) ? pause.inSync(pause.hit(fault)) : new TreeSet<>();
		if (fault != null && !members.isEmpty() && !pause.seen().settings.areAllAcknowledging()) {
			return Blame.of("consumer.member", fault, members);
		}
		return Blame.of("consumer.unexplained", 0);
	}

	/** Whether the lab restarted the consumer meanwhile. */
	private static boolean isRestarted(Situation pause) {
		return pause.seen().timeline.faults()
			.stream()
			.filter((fault) -> fault.nodes.isEmpty() && "consumer".equals(fault.target))
			.anyMatch((fault) -> fault.since() <= pause.to() && fault.until() + Situation.LATE > pause.from());
	}

	/** The last assignment that brought the partition to a consumer. */
	private static Optional<Entry<Event.Assign>> got(Situation pause) {
		return pause.seen().timeline.assignments()
			.stream()
			.filter((each) -> each.event().t() > pause.from() && each.event().t() <= pause.to())
			.filter((each) -> each.event().positions().containsKey(pause.partition()))
			.reduce((first, last) -> last);
	}

	static List<Phase> phases(Situation pause, Blame blame) {
		List<Phase> phases = new ArrayList<>();
		got(pause).filter((each) -> !blame.key().equals("consumer.leader")).ifPresent((each) -> {
			phases.add(phase("phase.assigned", pause.from(), each.event().t()));
			if (pause.ended()) {
				phases.add(phase("phase.handled", each.event().t(), pause.to()));
			}
		});
		return phases;
	}

	private static Phase phase(String key, long from, long to) {
		return new Phase(key, Map.of("length_ms", to / MILLISECOND - from / MILLISECOND), to / MILLISECOND);
	}

}
