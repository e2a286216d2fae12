package dev.failoverlab.verdict;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** The known word that is nearest to an unknown one, by single letters changed. */
final class Nearest {

	private Nearest() {
	}

	static String to(String word, Stream<String> known) {
		return known.min(Comparator.comparingInt((candidate) -> distance(word, candidate))).orElseThrow();
	}

	private static int distance(String one, String other) {
		String a = one.toLowerCase(Locale.ROOT);
		String b = other.toLowerCase(Locale.ROOT);
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int changed = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[b.length()];
	}

}
