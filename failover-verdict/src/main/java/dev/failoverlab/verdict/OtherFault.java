package dev.failoverlab.verdict;

import java.util.SortedSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * A fault was in force, and the history does not tell how it stopped the writes. One that
 * the ISR had lost all nodes to before is none.
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
		boolean known = before != null && outage.inSync(hit).isEmpty() && !outage.isLedBy(hit);
		return known ? null : Blame.of("other", fault, hit);
	}

}
