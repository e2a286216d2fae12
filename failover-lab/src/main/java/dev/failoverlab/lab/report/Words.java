package dev.failoverlab.lab.report;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. */
final class Words {

	private static final int SECOND = 1_000;

	private static final int WIDTH = 92;

	/** What a fault's word, which is what is done, is called once it was done. */
	private static final Map<String, String> DONE = Map.of("isolate", "isolation", "slow", "slowing",
			"partition-clients", "partition from clients");

	private Words() {
	}

	/** A fault as a thing: {@code kill}, {@code isolation}. */
	static String fault(String fault) {
		return DONE.getOrDefault(fault, fault);
	}

	static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/** A number of things: {@code 1 email}, {@code 1,234 emails}. */
	static String count(long count, String thing) {
		return count(count) + " " + thing + ((count == 1) ? "" : "s");
	}

	/** A length of time, or a dash when it was not observed. */
	static String length(@Nullable Number milliseconds) {
		if (milliseconds == null) {
			return "-";
		}
		double ms = milliseconds.doubleValue();
		if (ms < SECOND) {
			return ((ms == Math.rint(ms)) ? String.valueOf((long) ms) : String.format(Locale.ROOT, "%.1f", ms)) + " ms";
		}
		return String.format(Locale.ROOT, "%,.2f s", ms / SECOND);
	}

	/** A moment of the run. */
	static String moment(@Nullable Long milliseconds) {
		return (milliseconds != null) ? String.format(Locale.ROOT, "%.2f s", milliseconds / (double) SECOND) : "never";
	}

	/** A sentence in lines of at most 92 letters, all but the first with a margin. */
	static String wrap(String text, String first, String margin) {
		StringBuilder wrapped = new StringBuilder(first);
		int column = first.length();
		boolean start = true;
		for (String word : text.split(" ", -1)) {
			if (!start && column + 1 + word.length() > WIDTH) {
				wrapped.append('\n').append(margin);
				column = margin.length();
			}
			else if (!start) {
				wrapped.append(' ');
				column++;
			}
			wrapped.append(word);
			column += word.length();
			start = false;
		}
		return wrapped.toString();
	}

}
