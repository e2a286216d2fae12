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
 * {@code recover} it is the lab that asks for it. Planned work can move leadership and
 * remove the leader from the replicas.
 */
final class LeadershipMoved implements Cause {

	/** From the move to its first report. */
	private static final long UNSEEN = 250_000_000;

	@Override
	public @Nullable Blame of(Situation outage) {
		FaultPeriod fault = outage.fault();
		FaultPeriod planned = (fault != null && fault.planned) ? fault : null;
		Event.Partition before = outage.seen().timeline.news(outage.partition()).at(outage.from() - UNSEEN);
		for (Entry<Event.Partition> report : outage.seen().timeline.news(outage.partition()).all()) {
			boolean near = report.t() > outage.from() - UNSEEN && report.t() <= outage.from() + Situation.LATE;
			if (near && report.t() <= outage.to() + UNSEEN && before != null
					&& isMove(before, report.event(), planned != null)) {
				return blame(outage, report, planned);
			}
			before = near ? report.event() : before;
		}
		return null;
	}

	private static boolean isMove(Event.Partition before, Event.Partition now, boolean planned) {
		return now.leader() != null && before.leader() != null && !now.leader().equals(before.leader())
				&& (planned || now.isr().contains(before.leader()));
	}

	/** Planned work is over soon: it is told, but is no fault that lasts. */
	private static Blame blame(Situation outage, Entry<Event.Partition> report, @Nullable FaultPeriod planned) {
		int leader = Objects.requireNonNull(report.event().leader());
		SortedSet<Integer> nodes = new TreeSet<>(List.of(leader));
		if (planned != null) {
			return new Blame("leadership.planned", null, nodes, new TreeSet<>(),
					Map.of("fault", planned.fault, "phrase", planned.phrase), List.of(planned.line, report.line()));
		}
		boolean preferred = report.event().replicas().get(0) == leader;
		String key = !preferred ? "leadership.moved"
				: outage.seen().timeline.isRecovering(report.t()) ? "leadership.lab" : "leadership.preferred";
		return new Blame(key, null, nodes, new TreeSet<>(), Map.of(), List.of(report.line()));
	}

}
