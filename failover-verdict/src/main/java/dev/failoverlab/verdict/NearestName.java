package dev.failoverlab.verdict;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a mistyped name was probably meant to be. */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * Finds the name that takes the fewest single-letter changes, whatever their case.
	 * @param typed what was typed
	 * @param names what there is, one at least
	 * @return the nearest
	 */
	public static String to(String typed, Collection<String> names) {
		return names.stream().min(Comparator.comparingInt((name) -> distance(typed, name))).orElseThrow();
	}

	/**
	 * The same, if it is near enough to suggest it.
	 * @param typed what was typed
	 * @param names what there is
	 * @return the nearest, unless more than half of it would have to change
	 */
	public static Optional<String> of(String typed, Collection<String> names) {
		return names.isEmpty() ? Optional.empty() : Optional.of(to(typed, names))
			.filter((name) -> distance(typed, name) <= (Math.max(typed.length(), name.length()) + 1) / 2);
	}

	/**
	 * The nearest name as the end of a message.
	 * @param typed what was typed
	 * @param names what there is, one at least
	 * @return for example {@code ; did you mean "kill"?}
	 */
	public static String hint(String typed, Collection<String> names) {
		return "; did you mean \"" + to(typed, names) + "\"?";
	}

	/** Levenshtein's: letters to insert, delete or replace. */
	private static int distance(String typed, String name) {
		String from = typed.toLowerCase(Locale.ROOT);
		String to = name.toLowerCase(Locale.ROOT);
		int[] row = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int changed = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[to.length()];
	}

}
