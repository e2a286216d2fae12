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
public record Figure(String work, String name, List<Round> rounds) {

	Spread spread(ToDoubleFunction<Round> value) {
		return Spread.of(values(value));
	}

	List<Double> values(ToDoubleFunction<Round> value) {
		return this.rounds.stream().map(value::applyAsDouble).toList();
	}

	/** Whether every record that was acknowledged is in the log. */
	public boolean isWhole() {
		return this.rounds.stream().allMatch(Round::isWhole);
	}

	/** Whether other programs took too much processor time in a round that counts. */
	boolean isDisturbed() {
		return this.rounds.stream().anyMatch(Round::isDisturbed);
	}

	/**
	 * One measurement.
	 *
	 * @param perSecond acknowledged records
	 * @param p50Millis latency; 0 where it is not measured
	 * @param p99Millis latency; 0 where it is not measured
	 * @param acknowledged how many records were
	 * @param failed how many were not
	 * @param appended by how many records the topic grew; null when nothing is written
	 * @param others the share of all processor time that other programs took; null when
	 * it is not known
	 * @param tries how often the round was played because others took too much
	 * @param processors by kind of process, how many processors it used on average
	 */
	public record Round(double perSecond, double p50Millis, double p99Millis, long acknowledged, long failed,
			@Nullable Long appended, @Nullable Double others, int tries, Map<String, Double> processors) {

		boolean isDisturbed() {
			return this.others != null && this.others > Rounds.MOST_OTHERS;
		}

		boolean isWhole() {
			return this.appended == null || this.appended >= this.acknowledged;
		}

	}

}
