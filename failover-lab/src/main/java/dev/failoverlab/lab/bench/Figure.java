package dev.failoverlab.lab.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contender.
 *
 * @param work what was done
 * @param name who did it
 * @param rounds one measurement a round
 */
public record Figure(Work work, String name, List<Round> rounds) {

	Spread spread(ToDoubleFunction<Round> value) {
		return Spread.of(values(value));
	}

	List<Double> values(ToDoubleFunction<Round> value) {
		return this.rounds.stream().map(value::applyAsDouble).toList();
	}

	/** Whether the audit of every round found what it should. */
	public boolean isWhole() {
		return this.rounds.stream().allMatch(Round::whole);
	}

	/** Whether other programs took too much processor time in a round that counts. */
	boolean isDisturbed() {
		return this.rounds.stream().anyMatch(Round::isDisturbed);
	}

	/** Whether about as many records a second were sent as should have been. */
	boolean hasReachedItsRate() {
		return this.work.isReachedAt(spread(Round::perSecond).median());
	}

	/**
	 * One measurement.
	 *
	 * @param perSecond records that were acknowledged, or handled
	 * @param p50Millis latency; 0 where it is not measured
	 * @param p99Millis latency; 0 where it is not measured
	 * @param done how many records were acknowledged, or handled
	 * @param failed how many were not
	 * @param inLog by how many records the topic grew, or how many a reader had to
	 * handle; null when there is no topic
	 * @param whole whether that is at least the number of those acknowledged, or exactly
	 * the number of those handled
	 * @param others the share of all processor time that other programs took; null when
	 * it is not known
	 * @param tries how often the round was played because others took too much
	 * @param processors by kind of process, how many processors it used on average
	 */
	public record Round(double perSecond, double p50Millis, double p99Millis, long done, long failed,
			@Nullable Long inLog, boolean whole, @Nullable Double others, int tries, Map<String, Double> processors) {

		boolean isDisturbed() {
			return this.others != null && this.others > Rounds.MOST_OTHERS;
		}

		double processors(String kind) {
			return this.processors.getOrDefault(kind, 0.0);
		}

		double allProcessors() {
			return this.processors.values().stream().mapToDouble(Double::doubleValue).sum();
		}

	}

}
