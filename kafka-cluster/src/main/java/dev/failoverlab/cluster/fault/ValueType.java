package dev.failoverlab.cluster.fault;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values of a parameter are valid, and how they are written.
 *
 * @param <T> the Java type of a value
 */
public sealed interface ValueType<T> {

	/**
	 * Reads a value.
	 * @param text as in a file or a request
	 * @throws IllegalArgumentException when it is not valid; the message continues after
	 * the parameter's name: {@code must be a rate such as 2000kbit, not "2"}
	 */
	T parse(String text);

	/**
	 * Writes a value as {@link #parse} reads it.
	 */
	default String text(T value) {
		return String.valueOf(value);
	}

	/**
	 * A duration.
	 *
	 * @param least the shortest
	 * @param most the longest
	 */
	record Time(Duration least, Duration most) implements ValueType<Duration> {

		/** Up to one day. */
		public static final Time ANY = new Time(Duration.ZERO, Duration.ofDays(1));

		/** How a time is written. */
		public static final Pattern PATTERN = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?) ?(ms|s|min)");

		@Override
		public Duration parse(String text) {
			Matcher matcher = PATTERN.matcher(text);
			if (!matcher.matches()) {
				throw new IllegalArgumentException("must be a time such as 500ms, 5s or 2min, not \"" + text + "\"");
			}
			double millis = Double.parseDouble(matcher.group(1)) * switch (matcher.group(2)) {
				case "min" -> 60_000;
				case "s" -> 1_000;
				default -> 1;
			};
			Duration time = Duration.ofMillis(Math.round(millis));
			if (time.compareTo(this.least) < 0 || time.compareTo(this.most) > 0) {
				throw new IllegalArgumentException(
						"must be " + text(this.least) + " to " + text(this.most) + ", not " + text);
			}
			return time;
		}

		@Override
		public String text(Duration value) {
			return (value.toMillis() % 1_000 == 0) ? value.toSeconds() + "s" : value.toMillis() + "ms";
		}

	}

	/**
	 * A whole number with its unit.
	 *
	 * @param unit the unit that is written after the number
	 * @param expected an example, for messages
	 * @param least the lowest number
	 * @param most the highest number
	 */
	record Amount(String unit, String expected, int least, int most) implements ValueType<Integer> {

		/** Percent. */
		public static final Amount PERCENT = new Amount("%", "a percentage such as 10%", 0, 100);

		/** Kilobits per second. */
		public static final Amount RATE = new Amount("kbit", "a rate such as 2000kbit", 0, 999_999_999);

		/** How such an amount is written. */
		public Pattern pattern() {
			return Pattern.compile("([0-9]{1," + String.valueOf(this.most).length() + "}) ?" + this.unit);
		}

		@Override
		public Integer parse(String text) {
			Matcher matcher = pattern().matcher(text);
			if (!matcher.matches()) {
				throw new IllegalArgumentException("must be " + this.expected + ", not \"" + text + "\"");
			}
			return new Whole(this.least, this.most).parse(matcher.group(1));
		}

		@Override
		public String text(Integer value) {
			return value + this.unit;
		}

	}

	/**
	 * A whole number.
	 *
	 * @param least the lowest
	 * @param most the highest
	 */
	record Whole(int least, int most) implements ValueType<Integer> {

		@Override
		public Integer parse(String text) {
			try {
				int number = Integer.parseInt(text);
				if (number >= this.least && number <= this.most) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException("must be a whole number, not \"" + text + "\"", ex);
			}
			throw new IllegalArgumentException("must be " + this.least + " to " + this.most + ", not " + text);
		}

	}

	/** One of a few words. */
	record Word(List<String> words) implements ValueType<String> {

		@Override
		public String parse(String text) {
			if (this.words.contains(text)) {
				return text;
			}
			throw new IllegalArgumentException(
					"must be one of " + String.join(", ", this.words) + ", not \"" + text + "\"");
		}

	}

}
