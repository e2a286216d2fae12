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
			this.progress.accept("warm-up: " + contender);
			contender.load().run(this.time);
			contender.load().finish();
		}
		Map<Contender, List<Figure.Round>> rounds = new LinkedHashMap<>();
		contenders.forEach((contender) -> rounds.put(contender, new ArrayList<>()));
		List<Contender> order = new ArrayList<>(contenders);
		for (int number = 1; number <= count; number++) {
			for (Contender contender : order) {
				String round = "round %d of %d: %s".formatted(number, count, contender);
				Objects.requireNonNull(rounds.get(contender)).add(measure(contender, round));
			}
			// Whoever comes first or after another does not always do so.
			Collections.rotate(order, 1);
		}
		return rounds.entrySet()
			.stream()
			.map((each) -> new Figure(each.getKey().work(), each.getKey().who().name(), each.getValue()))
			.toList();
	}

	private Figure.Round measure(Contender contender, String title) {
		this.progress.accept(title);
		for (int tries = 1;; tries++) {
			Figure.Round round = measure(contender, tries);
			if (tries == MOST_TRIES || !round.whole() || !round.isDisturbed()) {
				return round;
			}
			this.progress.accept("%s, again: other programs took %s of the processors".formatted(title,
					ReportText.percent(round.others())));
		}
	}

	private Figure.Round measure(Contender contender, int tries) {
		Who who = contender.who();
		long size = size(who.topic());
		ProcessorTime before = this.clock.get();
		Tally tally = contender.load().run(this.time);
		ProcessorTime after = this.clock.get();
		contender.load().finish();
		Long inLog = (who.topic() != null) ? size(who.topic()) - (who.reads() ? 0 : size) : null;
		return new Figure.Round(tally.perSecond(), tally.p50Millis(), tally.p99Millis(), tally.done(), tally.failed(),
				inLog, inLog == null || who.isWhole(tally.done(), inLog),
				who.accounted() ? after.othersSince(before) : null, tries, after.usedSince(before));
	}

	private long size(@Nullable String topic) {
		return (topic != null) ? this.records.applyAsLong(topic) : 0;
	}

}
