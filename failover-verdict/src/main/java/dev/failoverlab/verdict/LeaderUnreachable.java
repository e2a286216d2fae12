package dev.failoverlab.verdict;

import org.jspecify.annotations.Nullable;

/**
 * Clients cannot reach the leader, and the other nodes can, so that it stays the leader.
 */
final class LeaderUnreachable implements Cause {

	@Override
	public @Nullable Blame of(Situation outage) {
		FaultPeriod fault = outage.fault();
		if (fault == null || !fault.cutsOffClients() || !outage.isLedBy(outage.hit(fault))) {
			return null;
		}
		return Blame.of("unreachable", fault, outage.hit(fault)).leading(outage.partition());
	}

}
