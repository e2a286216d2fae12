package dev.failoverlab.verdict;

import java.util.Map;
import java.util.Set;

/**
 * What is known of faults by their words alone: histories from before events said it
 * themselves. Frozen: a new fault has no place here.
 */
final class OldFaults {

	private static final Map<String, String> PHRASES = Map.of("isolate", "isolation", "slow", "slowing",
			"partition-clients", "partition from clients", "disk-full", "full disk", "disk-gone", "lost disk",
			"restart-client", "restart of a client");

	private static final Set<String> STOP_THE_PROCESS = Set.of("stop", "kill", "pause", "wipe", "bounce");

	private OldFaults() {
	}

	static String phrase(String word) {
		return PHRASES.getOrDefault(word, word);
	}

	static boolean stopsProcess(String word) {
		return STOP_THE_PROCESS.contains(word);
	}

}
