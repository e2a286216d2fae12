package dev.failoverlab.lab.bench;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * The middle and the ends of some values.
 *
 * @param median the middle one, or the mean of the two in the middle
 */
public record Spread(double median, double min, double max) {

	/** The spread of one or more values. */
	static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int last = sorted.size() - 1;
		return new Spread((sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2, sorted.get(0), sorted.get(last));
	}

	/** The spread of what is divided round by round. */
	static Spread ofRatios(List<Double> values, List<Double> bases) {
		return of(IntStream.range(0, values.size()).mapToObj((i) -> values.get(i) / bases.get(i)).toList());
	}

	/**
	 * As text: the median, and the ends in brackets.
	 * @param format formats each of them
	 */
	String text(DoubleFunction<String> format) {
		return "%s (%s–%s)".formatted(format.apply(this.median), format.apply(this.min), format.apply(this.max));
	}

}
