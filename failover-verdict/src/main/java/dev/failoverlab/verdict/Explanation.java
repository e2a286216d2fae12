package dev.failoverlab.verdict;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Why partitions took no writes, or why the consumer handled nothing of them, by events
 * of the history.
 *
 * @param key what stopped them: which of the texts says it
 * @param parameters what to fill in, by name: numbers, texts, booleans and lists of
 * numbers; a time is in milliseconds and its name ends with {@code _ms}
 * @param phases what it took, one after the other, until they went on
 * @param fromMs when the first of them stopped, in ms since the run began
 * @param toMs when the last of them went on, or null when that was not seen
 * @param outages the outages that it explains, as indices into those of the verdict; none
 * when it is about the consumer
 * @param lines the lines of the history that it rests on, in their order
 */
public record Explanation(String key, Map<String, Object> parameters, List<Phase> phases, long fromMs,
		@Nullable Long toMs, List<Integer> outages, List<Long> lines) {

	public Explanation {
		parameters = sorted(parameters);
		phases = List.copyOf(phases);
		outages = List.copyOf(outages);
		lines = List.copyOf(lines);
	}

	/**
	 * One part of the time, up to an event.
	 *
	 * @param key the event: which of the texts says it
	 * @param parameters what to fill in; {@code length_ms} is how long it took from the
	 * phase before
	 * @param atMs when it was, in ms since the run began
	 */
	public record Phase(String key, Map<String, Object> parameters, long atMs) {

		public Phase {
			parameters = sorted(parameters);
		}

	}

	private static Map<String, Object> sorted(Map<String, Object> parameters) {
		return Collections.unmodifiableMap(new TreeMap<>(parameters));
	}

}
