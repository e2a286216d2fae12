package dev.failoverlab.lab.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

import dev.failoverlab.lab.bench.Figure.Round;

/**
 * A ratio of two figures, taken round by round, and what it should be.
 *
 * @param name who is compared
 * @param what its work, and with what it is compared
 * @param goal the least, or for a latency the most, that the median should be
 * @param atMost whether the goal is the most
 * @param fair whether both reached the rate that their work asks for
 */
public record Ratio(String name, String what, Spread spread, double goal, boolean atMost, boolean fair) {

	/** Whether the median is as good as it should be. */
	public boolean isMet() {
		return this.atMost ? this.spread.median() <= this.goal : this.spread.median() >= this.goal;
	}

	String goalText() {
		return (this.atMost ? "≤ " : "≥ ") + this.goal;
	}

	/**
	 * Compares speeds.
	 * @return empty when one of the two was not measured
	 */
	static Optional<Ratio> atLeast(double goal, List<Figure> figures, Side of, Side to) {
		return compare(figures, of, to,
				(left, right) -> new Ratio(left.name(), left.work().text() + " / " + right.name(),
						spread(left, right, Round::perSecond), goal, false, isFair(left, right)));
	}

	/**
	 * Compares median latencies.
	 * @return empty when one of the two was not measured
	 */
	static Optional<Ratio> atMost(double goal, List<Figure> figures, Side of, Side to) {
		return compare(figures, of, to,
				(left, right) -> new Ratio(left.name(), "p50 of " + left.work().text() + " / " + right.name(),
						spread(left, right, Round::p50Millis), goal, true, isFair(left, right)));
	}

	private static Optional<Ratio> compare(List<Figure> figures, Side of, Side to,
			BiFunction<Figure, Figure, Ratio> comparison) {
		return of.in(figures).flatMap((left) -> to.in(figures).map((right) -> comparison.apply(left, right)));
	}

	private static Spread spread(Figure left, Figure right, ToDoubleFunction<Round> value) {
		return Spread.ofRatios(left.values(value), right.values(value));
	}

	private static boolean isFair(Figure left, Figure right) {
		return left.hasReachedItsRate() && right.hasReachedItsRate();
	}

	/**
	 * One of the two figures.
	 *
	 * @param work what was done
	 * @param name who did it
	 */
	record Side(Work work, String name) {

		private Optional<Figure> in(List<Figure> figures) {
			return figures.stream()
				.filter((figure) -> figure.work().equals(this.work) && figure.name().equals(this.name))
				.findFirst();
		}

	}

}
