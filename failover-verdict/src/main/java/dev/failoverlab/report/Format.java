package dev.failoverlab.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/** Numbers, times and texts as people read them, the same in every report and command. */
public final class Format {

	private static final double SECOND = 1_000;

	private static final long MINUTE = 60_000;

	private static final int WIDTH = 92;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");

	private Format() {
	}

	/** A number with separators: {@code 1,234}. */
	public static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/** A number of things: {@code 1 email}, {@code 1,234 emails}. */
	public static String count(long count, String thing) {
		return count(count) + " " + thing + ((count == 1) ? "" : "s");
	}

	/**
	 * A length of time: {@code 180 ms}, {@code 25.8 ms}, {@code 10.79 s},
	 * {@code 2 min 05 s}.
	 * @param milliseconds how long, or null for a dash
	 */
	public static String duration(@Nullable Number milliseconds) {
		if (milliseconds == null) {
			return "-";
		}
		double ms = milliseconds.doubleValue();
		if (ms < SECOND) {
			return String.format(Locale.ROOT, (ms == Math.rint(ms)) ? "%.0f ms" : "%.1f ms", ms);
		}
		return (ms < MINUTE) ? String.format(Locale.ROOT, "%.2f s", ms / SECOND) : minutes((long) ms);
	}

	public static String duration(Duration duration) {
		return duration(duration.toMillis());
	}

	private static String minutes(long ms) {
		return String.format(Locale.ROOT, "%,d min %02d s", ms / MINUTE, ms % MINUTE / (long) SECOND);
	}

	/**
	 * A moment of a run: {@code 24.40 s}.
	 * @param milliseconds since the run began, or null for a moment that never came
	 */
	public static String moment(@Nullable Long milliseconds) {
		return (milliseconds != null) ? String.format(Locale.ROOT, "%.2f s", milliseconds / SECOND) : "never";
	}

	/** A time on a run's clock, from nanoseconds since the run began: {@code 24.40 s}. */
	public static String clock(long nanos) {
		return moment(nanos / 1_000_000);
	}

	/** An outcome: {@code pass}, {@code fail}, {@code inconclusive}. */
	public static String outcome(Outcome outcome) {
		return (outcome == Outcome.INVALID) ? "inconclusive" : outcome.word();
	}

	/**
	 * Text from a history as it can be shown anywhere: what would move the cursor, turn
	 * the direction of writing or be no letter at all is spelled out.
	 */
	public static String plain(String text) {
		return UNPRINTABLE.matcher(text)
			.replaceAll((letter) -> String.format(Locale.ROOT, "\\\\u%04x", letter.group().codePointAt(0)));
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

	/** One example of an anomaly as a sentence, with its lines in the history. */
	static String sentence(Anomaly anomaly, Example example) {
		List<Long> lines = example.lines().stream().distinct().toList();
		return plain(anomaly.sentence(example)) + " (history " + ((lines.size() == 1) ? "line " : "lines ")
				+ lines.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
	}

}
