package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * Another replica became the leader though the leader before it stayed in the ISR: no
 * failure does that, but an election of the preferred leader does. In the phase
 * {@code recover} it is the lab that asks for it.
 */
final class LeadershipMoved implements Cause {

	/** From the move to its first report. */
	private static final long UNSEEN = 250_000_000;

	@Override
	public @Nullable Blame of(Situation outage) {
		Event.Partition before = outage.seen().timeline.news(outage.partition()).at(outage.from() - UNSEEN);
		for (Entry<Event.Partition> report : outage.seen().timeline.news(outage.partition()).all()) {
			boolean near = report.t() > outage.from() - UNSEEN && report.t() <= outage.from() + Situation.LATE;
			if (near && report.t() <= outage.to() + UNSEEN && before != null && isMove(before, report.event())) {
				return blame(outage, report);
			}
			before = near ? report.event() : before;
		}
		return null;
	}

	private static boolean isMove(Event.Partition before, Event.Partition now) {
		return now.leader() != null && before.leader() != null && !now.leader().equals(before.leader())
				&& now.isr().contains(before.leader());
	}

	private static Blame blame(Situation outage, Entry<Event.Partition> report) {
		int leader = Objects.requireNonNull(report.event().leader());
		boolean preferred = report.event().replicas().get(0) == leader;
		String key = !preferred ? "leadership.moved"
				: outage.seen().timeline.isRecovering(report.t()) ? "leadership.lab" : "leadership.preferred";
		SortedSet<Integer> nodes = new TreeSet<>(List.of(leader));
		return new Blame(key, null, nodes, new TreeSet<>(), Map.of(), List.of(report.line()));
	}

}
