package dev.failoverlab.verdict;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.verdict.Verdict.Met;
import org.jspecify.annotations.Nullable;

/**
 * What was observed compared with a text: {@code observed "answer" says "refused"} looks
 * for the text in it, {@code =} and {@code !=} take it as a whole.
 *
 * @param name what was observed
 * @param relation {@code says}, {@code =} or {@code !=}
 * @param text the text
 */
record ObservedText(String name, String relation, String text) implements Expectation.Condition {

	private static final Pattern FORM = Pattern.compile("observed \"([^\"]+)\" ?(says|!=|=) ?\"([^\"]*)\"",
			Pattern.CASE_INSENSITIVE);

	static @Nullable ObservedText find(String words) {
		Matcher form = FORM.matcher(words);
		return form.matches() ? new ObservedText(form.group(1), form.group(2).toLowerCase(Locale.ROOT), form.group(3))
				: null;
	}

	@Override
	public Expectation.Judged judge(String expectation, Facts facts) {
		Object value = facts.observed().get(this.name);
		if (value == null) {
			return new Expectation.Judged(new Met(expectation, "not observed", false), false);
		}
		String seen = String.valueOf(value);
		return new Expectation.Judged(new Met(expectation, seen, holds(seen)), false);
	}

	private boolean holds(String seen) {
		return switch (this.relation) {
			case "says" -> seen.contains(this.text);
			case "!=" -> !seen.equals(this.text);
			default -> seen.equals(this.text);
		};
	}

}
