package dev.failoverlab.lab.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import dev.failoverlab.lab.bench.Figure.Round;

/**
 * A ratio of two figures, taken round by round, and what it should be.
 *
 * @param what the two figures
 * @param goal the least, or for a latency the most, that the median should be
 * @param atMost whether the goal is the most
 */
public record Ratio(String what, Spread spread, double goal, boolean atMost) {

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
		return between(figures, of, to, Round::perSecond)
			.map((spread) -> new Ratio(of + " / " + to, spread, goal, false));
	}

	/**
	 * Compares median latencies.
	 * @return empty when one of the two was not measured
	 */
	static Optional<Ratio> atMost(double goal, List<Figure> figures, Side of, Side to) {
		return between(figures, of, to, Round::p50Millis)
			.map((spread) -> new Ratio("p50 of " + of + " / " + to, spread, goal, true));
	}

	private static Optional<Spread> between(List<Figure> figures, Side of, Side to, ToDoubleFunction<Round> value) {
		return of.in(figures)
			.flatMap((left) -> to.in(figures).map((right) -> Spread.ofRatios(left.values(value), right.values(value))));
	}

	/**
	 * One of the two figures.
	 *
	 * @param work what was done
	 * @param name who did it
	 */
	record Side(String work, String name) {

		private Optional<Figure> in(List<Figure> figures) {
			return figures.stream()
				.filter((figure) -> figure.work().equals(this.work) && figure.name().equals(this.name))
				.findFirst();
		}

		@Override
		public String toString() {
			return this.name + " (" + this.work + ")";
		}

	}

}
