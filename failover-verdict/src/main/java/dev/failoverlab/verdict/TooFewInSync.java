package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;

import dev.failoverlab.verdict.Situation.Known;
import org.jspecify.annotations.Nullable;

/**
 * For more than half of the outage the ISR was reported with fewer members than
 * {@code min.insync.replicas}, and the producer waits for all.
 */
final class TooFewInSync implements Cause {

	@Override
	public @Nullable Blame of(Situation outage) {
		List<Known> states = outage.states();
		if (states.isEmpty() || !outage.seen().settings.areAllAcknowledging()) {
			return null;
		}
		int wanted = outage.seen().settings.minIsr(states.get(0).state());
		List<Known> few = states.stream().filter((known) -> known.isBelow(wanted)).toList();
		if (2 * few.stream().mapToLong(Known::length).sum() <= outage.length()) {
			return null;
		}
		int least = few.stream().mapToInt((known) -> known.state().isr().size()).min().orElse(0);
		Map<String, Object> values = Map.of("isr", least, "min_isr", wanted);
		FaultPeriod fault = outage.fault();
		return ((fault != null) ? Blame.of("min-isr.fault", fault, outage.hit(fault)) : Blame.of("min-isr", 0))
			.with(values);
	}

}
