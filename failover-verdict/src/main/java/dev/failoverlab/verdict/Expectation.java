package dev.failoverlab.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Figure.Range;
import dev.failoverlab.verdict.Verdict.Met;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a verdict: a figure compared with a number, a time or another figure,
 * such as {@code lost-write = 0}, {@code outage < 15s} or
 * {@code delivered = acknowledged}; what was observed compared with a text, such as
 * {@code observed "answer" says "refused"}; or a sentence, such as
 * {@code every partition has a leader}. {@code docs/verdict.md} lists them all.
 */
public final class Expectation {

	/** At the end, every replica is in its ISR. */
	public static final String WHOLE = Sentence.WHOLE.words();

	/**
	 * What holds of a run in which nothing was lost, doubled or reordered, and after
	 * which the cluster is as it was: {@code clean} in scenarios.
	 */
	public static final List<String> CLEAN = List.of("lost-write = 0", "lost-read = 0", "unseen = 0", "duplicate = 0",
			"inconsistent-offsets = 0", "G1a = 0", "poll-skip = 0", "nonmonotonic-poll = 0", "nonmonotonic-send = 0",
			"never delivered = 0", "every partition has a leader", WHOLE, "leaders are as before");

	/**
	 * The same of a run whose consumers are a share group: no order is kept there, and
	 * acknowledgements can be lost.
	 */
	public static final List<String> SHARE_CLEAN = Stream
		.concat(CLEAN.stream().filter((each) -> !each.contains("poll")), Stream.of("lost-acknowledgement = 0",
				"unanswered-acknowledgement = 0", "delivery-beyond-limit = 0", "redelivery-unexplained = 0"))
		.toList();

	private static final Pattern COMPARISON = Pattern.compile("([^<>=!]+?)\\s*(<=|>=|!=|=|<|>)\\s*([^<>=!]+)");

	private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|h)?");

	private final String text;

	private final Condition condition;

	private Expectation(String text, Condition condition) {
		this.text = text;
		this.condition = condition;
	}

	/**
	 * Understands an expectation.
	 * @param text the expectation
	 * @return what it means
	 * @throws ExpectationException when it is not understood; the message says what would
	 * be
	 */
	public static Expectation parse(String text) {
		String words = text.strip().replaceAll("\\s+", " ");
		ObservedText observed = ObservedText.find(words);
		if (observed != null) {
			return new Expectation(text, observed);
		}
		Matcher matcher = COMPARISON.matcher(words);
		if (matcher.matches()) {
			return new Expectation(text, comparison(text, matcher));
		}
		Sentence sentence = Sentence.find(words);
		if (sentence == null) {
			throw new ExpectationException("The expectation \"" + text + "\" is not understood. Did you mean \""
					+ nearestOfAll(words) + "\"?");
		}
		return new Expectation(text, sentence);
	}

	private static String nearestOfAll(String words) {
		Stream<String> figures = Figure.known().stream().map((figure) -> figure.name() + " = 0");
		Stream<String> sentences = Arrays.stream(Sentence.values()).map(Sentence::words);
		return NearestName.to(words, Stream.concat(sentences, figures).toList());
	}

	private static Comparison comparison(String text, Matcher matcher) {
		Figure left = figure(text, matcher.group(1));
		Relation relation = Relation.of(matcher.group(2));
		Matcher number = NUMBER.matcher(matcher.group(3));
		if (!number.matches()) {
			return new Comparison(left, relation, null, figure(text, matcher.group(3)));
		}
		if (left.isObserved() && number.group(2) != null) {
			left = left.asDuration();
		}
		if ((number.group(2) != null) != left.duration()) {
			throw new ExpectationException("The expectation \"" + text + "\" is not understood: " + left.name()
					+ (left.duration() ? " is a time, so the number needs a unit: ms, s, min or h."
							: " is a count, so the number has no unit."));
		}
		double limit = Double.parseDouble(number.group(1)) * milliseconds(number.group(2));
		return new Comparison(left, relation, new Range(limit, limit), null);
	}

	private static Figure figure(String text, String name) {
		Figure figure = Figure.find(name);
		if (figure == null) {
			throw new ExpectationException(
					"The expectation \"" + text + "\" speaks of \"" + name + "\", which is not known. Did you mean \""
							+ NearestName.to(name, Figure.known().stream().map(Figure::name).toList()) + "\"?");
		}
		return figure;
	}

	private static double milliseconds(@Nullable String unit) {
		return switch ((unit != null) ? unit : "") {
			case "s" -> 1_000;
			case "min" -> 60_000;
			case "h" -> 3_600_000;
			default -> 1;
		};
	}

	/**
	 * The expectation as it was written.
	 * @return the text that was parsed
	 */
	public String text() {
		return this.text;
	}

	/** Whether it speaks of outages, or of how long their parts took. */
	boolean isOfOutages() {
		return this.condition.isOfOutages();
	}

	/** Whether only a history with the times of all sends can be judged by it. */
	public boolean needsTimes() {
		return this.condition.needsTimes();
	}

	Judged judge(Facts facts) {
		return this.condition.judge(this.text, facts);
	}

	/** What an expectation asks of the facts. */
	interface Condition {

		Judged judge(String text, Facts facts);

		default boolean isOfOutages() {
			return false;
		}

		default boolean needsTimes() {
			return isOfOutages();
		}

	}

	/**
	 * What became of an expectation.
	 *
	 * @param met whether it was met
	 * @param proven whether what was seen rules it out, whatever else went wrong in the
	 * run
	 */
	record Judged(Met met, boolean proven) {
	}

	private record Comparison(Figure left, Relation relation, @Nullable Range limit,
			@Nullable Figure other) implements Condition {

		@Override
		public Judged judge(String text, Facts facts) {
			Range seen = this.left.value().apply(facts);
			Range against = (this.other != null) ? this.other.value().apply(facts) : this.limit;
			if (seen == null || against == null) {
				return new Judged(new Met(text, "not observed", false), false);
			}
			boolean met = this.relation.holds(seen, against);
			boolean proven = this.left.grows() && this.limit != null && this.relation.isExceeded(seen, against);
			return new Judged(new Met(text, seen(seen, against), met), !met && proven);
		}

		@Override
		public boolean isOfOutages() {
			return this.left.isOfOutages() || (this.other != null && this.other.isOfOutages());
		}

		@Override
		public boolean needsTimes() {
			return isOfOutages() || this.left.duration();
		}

		private String seen(Range seen, Range against) {
			String value = description(this.left, seen);
			return (this.other != null) ? value + ", and " + this.other.name() + ": " + description(this.other, against)
					: value;
		}

		private static String description(Figure figure, Range value) {
			if (!figure.duration()) {
				return String.valueOf((long) value.atLeast());
			}
			String length = (value.atLeast() < 1_000) ? plain(value.atLeast()) + " ms"
					: String.format(Locale.ROOT, "%.3f s", value.atLeast() / 1_000);
			return (value.atMost() > value.atLeast()) ? "never ended; " + length + " up to the end of the load"
					: length;
		}

		private static String plain(double number) {
			return (number == Math.rint(number)) ? String.valueOf((long) number) : String.valueOf(number);
		}

	}

}
