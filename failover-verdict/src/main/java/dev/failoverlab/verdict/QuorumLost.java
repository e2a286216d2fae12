package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * Half of the voters or more are out of the quorum, so that there is no controller, and a
 * dead member stays in its ISR.
 */
final class QuorumLost implements Cause {

	@Override
	public @Nullable Blame of(Situation outage) {
		Entry<Event.Quorum> last = outage.seen().timeline.election(outage.to());
		if (last == null) {
			return null;
		}
		List<Integer> voters = last.event().voters();
		for (FaultPeriod fault : outage.faults()) {
			SortedSet<Integer> gone = new TreeSet<>(
					outage.seen().timeline.cutOff(Math.max(fault.inForce(), outage.from())));
			boolean missed = !outage.inSync(gone).isEmpty();
			gone.retainAll(voters);
			int alive = voters.size() - gone.size();
			if (fault.hasBegun() && missed && 2 * alive <= voters.size()) {
				return Blame.of("quorum", fault, gone).with(Map.of("alive", alive, "voters", voters.size()));
			}
		}
		return null;
	}

}
