package dev.failoverlab.report;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.failoverlab.verdict.Verdict.Outage;

/** Causes of outages, and texts that are safe to show. */
final class Words {

	private static final int WIDTH = 92;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]");

	private Words() {
	}

	/** The fault that was in force during an outage. */
	static String cause(Outage outage) {
		if (outage.phrase() == null) {
			return "no fault";
		}
		return plain(outage.phrase()) + ((outage.node() != null) ? " of node " + outage.node() : "");
	}

	/**
	 * Text from a history as it can be shown anywhere: what would move the cursor, turn
	 * the direction of writing or be no letter at all is spelled out.
	 */
	static String plain(String text) {
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

}
