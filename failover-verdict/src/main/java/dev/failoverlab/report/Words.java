package dev.failoverlab.report;

import java.util.Locale;
import java.util.Map;

import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. */
final class Words {

	private static final int SECOND = 1_000;

	private static final int WIDTH = 92;

	/** What a fault's word, which is what is done, is called once it was done. */
	private static final Map<String, String> DONE = Map.of("isolate", "isolation", "slow", "slowing",
			"partition-clients", "partition from clients", "disk-full", "full disk", "disk-gone", "lost disk",
			"restart-client", "restart of a client");

	private Words() {
	}

	/** A fault as a thing: {@code kill}, {@code isolation}. */
	static String fault(String fault) {
		return plain(DONE.getOrDefault(fault, fault));
	}

	/** What an outage is put down to. */
	static String cause(Outage outage) {
		if (outage.fault() == null) {
			return "no fault";
		}
		return fault(outage.fault()) + ((outage.node() != null) ? " of node " + outage.node() : "");
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

	/** A moment of the run to the microsecond. */
	static String exactly(long nanos) {
		return String.format(Locale.ROOT, "%.6f s", Math.floorDiv(nanos, 1_000) / 1e6);
	}

	/** A moment of the run. */
	static String moment(@Nullable Long milliseconds) {
		return (milliseconds != null) ? String.format(Locale.ROOT, "%.2f s", milliseconds / (double) SECOND) : "never";
	}

	/**
	 * Text from a history as it can be shown anywhere: what would move the cursor, turn
	 * the direction of writing or be no letter at all is spelled out.
	 */
	static String plain(String text) {
		if (text.codePoints().noneMatch(Words::isDoubtful)) {
			return text;
		}
		StringBuilder plain = new StringBuilder();
		text.codePoints().forEach((letter) -> {
			if (isDoubtful(letter)) {
				plain.append(String.format(Locale.ROOT, "\\u%04x", letter));
			}
			else {
				plain.appendCodePoint(letter);
			}
		});
		return plain.toString();
	}

	private static boolean isDoubtful(int letter) {
		int type = Character.getType(letter);
		return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
				|| type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || letter == 0xFFFE
				|| letter == 0xFFFF;
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
