package dev.failoverlab.verdict;

import java.util.SortedSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * A fault was in force, and the history does not tell how it stopped the writes. A node
 * that was neither the leader nor in the ISR before has no part in it, nor has a follower
 * that clients cannot reach.
 */
final class OtherFault implements Cause {

	@Override
	public @Nullable Blame of(Situation outage) {
		FaultPeriod fault = outage.fault();
		Event.Partition before = outage.before();
		if (fault == null) {
			return null;
		}
		SortedSet<Integer> hit = outage.hit(fault);
		if (hit.isEmpty()) {
			return "consumer".equals(fault.target) ? null : Blame.of("client", fault, hit);
		}
		boolean follows = !outage.inSync(hit).isEmpty() && !fault.cutsOffClients();
		boolean uninvolved = before != null && !follows && !outage.isLedBy(hit);
		return uninvolved ? null : Blame.of("other", fault, hit);
	}

}
