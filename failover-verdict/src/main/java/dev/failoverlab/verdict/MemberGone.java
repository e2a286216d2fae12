package dev.failoverlab.verdict;

import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * A fault hit the leader, or a member of the ISR of which a producer with acks=all waits
 * for every one.
 */
final class MemberGone implements Cause {

	@Override
	public @Nullable Blame of(Situation outage) {
		FaultPeriod fault = outage.fault();
		if (fault == null || fault.cutsOffClients() || fault.planned) {
			return null;
		}
		SortedSet<Integer> hit = outage.hit(fault);
		SortedSet<Integer> members = outage.inSync(hit);
		boolean led = outage.isLedBy(hit);
		if (!members.isEmpty() && outage.seen().settings.areAllAcknowledging()) {
			Blame blame = Blame.of("member", fault, members);
			return led ? blame.leading(outage.partition()) : blame;
		}
		return led ? Blame.of("leader", fault, hit).leading(outage.partition()) : null;
	}

}
