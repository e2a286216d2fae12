package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Measures contenders in turn, round after round, after one round of warm-up that does
 * not count. A measurement during which other programs took much processor time is
 * repeated, a few times at most.
 *
 * @param time how long each contender works
 * @param records how many records a topic has
 * @param clock the processor time until now
 * @param progress called with a message for each measurement
 */
record Rounds(Duration time, ToLongFunction<String> records, Supplier<ProcessorTime> clock, Consumer<String> progress) {

	/** The share of processor time from which on a measurement is repeated. */
	static final double MOST_OTHERS = 0.1;

	static final int MOST_TRIES = 3;

	List<Figure> play(List<Contender> contenders, int count) {
		for (Contender contender : contenders) {
			this.progress.accept("warm-up: " + contender.work() + ", " + contender.name());
			contender.load().run(this.time);
		}
		Map<Contender, List<Figure.Round>> rounds = new LinkedHashMap<>();
		contenders.forEach((contender) -> rounds.put(contender, new ArrayList<>()));
		List<Contender> order = new ArrayList<>(contenders);
		for (int number = 1; number <= count; number++) {
			for (Contender contender : order) {
				this.progress
					.accept("round %d of %d: %s, %s".formatted(number, count, contender.work(), contender.name()));
				Objects.requireNonNull(rounds.get(contender)).add(measure(contender));
			}
			// Whoever comes first or after another does not always do so.
			Collections.rotate(order, 1);
		}
		return rounds.entrySet()
			.stream()
			.map((each) -> new Figure(each.getKey().work(), each.getKey().name(), each.getValue()))
			.toList();
	}

	private Figure.Round measure(Contender contender) {
		for (int tries = 1;; tries++) {
			Figure.Round round = measure(contender, tries);
			if (tries == MOST_TRIES || !round.isWhole() || !round.isDisturbed()) {
				return round;
			}
		}
	}

	private Figure.Round measure(Contender contender, int tries) {
		long size = size(contender.topic());
		ProcessorTime before = this.clock.get();
		Tally tally = contender.load().run(this.time);
		ProcessorTime after = this.clock.get();
		Long appended = (contender.topic() != null) ? size(contender.topic()) - size : null;
		Double others = contender.accounted() ? after.othersSince(before) : null;
		return new Figure.Round(tally.perSecond(), tally.p50Millis(), tally.p99Millis(), tally.acknowledged(),
				tally.failed(), appended, others, tries, after.usedSince(before));
	}

	private long size(@Nullable String topic) {
		return (topic != null) ? this.records.applyAsLong(topic) : 0;
	}

}
