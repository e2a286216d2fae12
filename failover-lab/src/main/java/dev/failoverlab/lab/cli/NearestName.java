package dev.failoverlab.lab.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a mistyped name was probably meant to be. */
final class NearestName {

	private NearestName() {
	}

	/**
	 * Finds the name that takes the fewest single-letter changes.
	 * @param typed what was typed
	 * @param names what there is
	 * @return the nearest, unless more than half of it would have to change
	 */
	static Optional<String> of(String typed, Collection<String> names) {
		return names.stream()
			.min(Comparator.comparingInt((name) -> distance(typed, name)))
			.filter((name) -> distance(typed, name) <= (Math.max(typed.length(), name.length()) + 1) / 2);
	}

	/** Levenshtein's: letters to insert, delete or replace. */
	private static int distance(String from, String to) {
		int[] previous = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int[] current = new int[to.length() + 1];
			current[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int replaced = previous[j - 1] + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[to.length()];
	}

}
