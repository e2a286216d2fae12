package dev.failoverlab.verdict;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why partitions took no writes, or why the consumer handled nothing of them, by events
 * of the history.
 *
 * @param cause what stopped them
 * @param phases what it took, one after the other, until they went on
 * @param fromMs when the first of them stopped, in ms since the run began
 * @param toMs when the last of them went on, or null when that was not seen
 * @param outages the outages that it explains, as indices into those of the verdict; none
 * when it is about the consumer
 * @param lines the lines of the history that it rests on, in their order
 */
public record Explanation(Message cause, List<Phase> phases, long fromMs, @Nullable Long toMs, List<Integer> outages,
		List<Long> lines) {

	public Explanation {
		phases = List.copyOf(phases);
		outages = List.copyOf(outages);
		lines = List.copyOf(lines);
	}

	/**
	 * One part of the time, up to an event.
	 *
	 * @param what the event; {@code length_ms} is how long it took from the phase before
	 * @param atMs when it was, in ms since the run began
	 */
	public record Phase(Message what, long atMs) {
	}

}
