package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * For half of the outage or more, half of the voters or more are out of the quorum, so
 * that there is no controller, and one of them is the leader or, where the producer waits
 * for all, in the ISR.
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
			long since = Math.max(fault.inForce(), outage.from());
			SortedSet<Integer> gone = new TreeSet<>(outage.seen().timeline.cutOff(since));
			boolean missed = outage.isLedBy(gone)
					|| (outage.seen().settings.areAllAcknowledging() && !outage.inSync(gone).isEmpty());
			gone.retainAll(voters);
			int alive = voters.size() - gone.size();
			if (fault.hasBegun() && missed && 2 * alive <= voters.size()
					&& 2 * length(outage, since) >= outage.length()) {
				String key = outage.hit(fault).containsAll(gone) ? "quorum" : "quorum.several";
				return Blame.of(key, fault, gone).with(Map.of("alive", alive, "voters", voters.size()));
			}
		}
		return null;
	}

	/** How long no other controller is elected. */
	private static long length(Situation outage, long since) {
		long elected = outage.seen().timeline.elections()
			.stream()
			.mapToLong(Entry::t)
			.filter((t) -> t > since)
			.findFirst()
			.orElse(Long.MAX_VALUE);
		return Math.min(elected, outage.to()) - since;
	}

}
