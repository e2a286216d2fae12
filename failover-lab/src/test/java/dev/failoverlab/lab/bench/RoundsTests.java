package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Work WORK = Work.of("work");

	private final List<String> played = new ArrayList<>();

	private final List<String> progress = new ArrayList<>();

	/** The shares of processor time that others take, one a measurement; then none. */
	private final Deque<Long> others = new ArrayDeque<>();

	private long total;

	private long busy;

	private long appended;

	private int looks;

	@Test
	void contendersTakeTurnsAfterAWarmUp() {
		List<Figure> figures = rounds().play(List.of(contender("a", 10, 10), contender("b", 20, 20)), 2);
		assertThat(this.played).containsExactly("a", "b", "a", "b", "b", "a");
		assertThat(figures).extracting(Figure::name).containsExactly("a", "b");
		assertThat(figures).allMatch((figure) -> figure.rounds().size() == 2 && figure.isWhole());
		assertThat(figures.get(1).values(Figure.Round::perSecond)).containsExactly(20.0, 20.0);
	}

	@Test
	void aRoundThatOthersDisturbedIsRepeated() {
		this.others.addAll(List.of(11L, 10L));
		Figure figure = rounds().play(List.of(contender("a", 10, 10)), 1).get(0);
		assertThat(this.played).containsExactly("a", "a", "a");
		assertThat(figure.rounds()).singleElement().satisfies((round) -> {
			assertThat(round.others()).isEqualTo(0.1);
			assertThat(round.tries()).isEqualTo(2);
		});
	}

	@Test
	void itIsNotRepeatedForEver() {
		this.others.addAll(List.of(90L, 80L, 70L, 60L));
		Figure figure = rounds().play(List.of(contender("a", 10, 10)), 1).get(0);
		assertThat(figure.rounds()).singleElement().satisfies((round) -> {
			assertThat(round.others()).isEqualTo(0.7);
			assertThat(round.tries()).isEqualTo(Rounds.MOST_TRIES);
		});
	}

	@Test
	void theTimeOfOthersIsUnknownForAProcessThatIsNotOurs() {
		this.others.add(90L);
		Contender foreign = new Who("a", "topic", false, false).does(WORK, contender("a", 10, 10).load());
		assertThat(rounds().play(List.of(foreign), 1).get(0).rounds().get(0).others()).isNull();
		assertThat(this.played).hasSize(2);
	}

	@Test
	void anAcknowledgedRecordThatIsNotInTheLogIsSeenAndNotMeasuredAgain() {
		this.others.add(90L);
		Figure figure = rounds().play(List.of(contender("a", 10, 9)), 1).get(0);
		assertThat(figure.isWhole()).isFalse();
		assertThat(figure.rounds()).singleElement().satisfies((round) -> {
			assertThat(round.done()).isEqualTo(10);
			assertThat(round.inLog()).isEqualTo(9);
			assertThat(round.tries()).isOne();
		});
	}

	@Test
	void moreRecordsThanAcknowledgementsAreFine() {
		assertThat(rounds().play(List.of(contender("a", 10, 12)), 1).get(0).isWhole()).isTrue();
	}

	@Test
	void whatWritesNothingIsNotAudited() {
		Contender nothing = Who.withoutTopic("a").does(WORK, contender("a", 10, 0).load());
		assertThat(rounds().play(List.of(nothing), 1).get(0).rounds().get(0).inLog()).isNull();
	}

	@Test
	void aReaderHandlesExactlyWhatIsInTheLog() {
		this.appended = 10;
		for (long handled : new long[] { 9, 10, 11 }) {
			Contender reader = Who.reader("a", "topic").does(WORK, contender("a", handled, 0).load());
			assertThat(rounds().play(List.of(reader), 1).get(0).isWhole()).isEqualTo(handled == 10);
		}
	}

	@Test
	void whatALoadStartedIsEndedAfterItsProcessorTimeWasRead() {
		List<String> steps = new ArrayList<>();
		Contender contender = Who.withoutTopic("a").does(WORK, new Contender.Load() {

			@Override
			public Tally run(Duration time) {
				steps.add("run");
				return new Tally(1, 0, time, 0, 0);
			}

			@Override
			public void finish() {
				steps.add("finish");
			}

		});
		new Rounds(SECOND, (topic) -> 0, () -> {
			steps.add("clock");
			return clock();
		}, (progress) -> {
		}).play(List.of(contender), 1);
		assertThat(steps).containsExactly("run", "finish", "clock", "run", "clock", "finish");
	}

	@Test
	void theProgressTellsWhyARoundIsRepeated() {
		this.others.addAll(List.of(23L, 0L));
		rounds().play(List.of(contender("a", 10, 10)), 1);
		assertThat(this.progress).containsExactly("warm-up: work, a", "round 1 of 1: work, a",
				"round 1 of 1: work, a, again: other programs took 23 % of the processors");
	}

	private Rounds rounds() {
		return new Rounds(SECOND, (topic) -> this.appended, this::clock, this.progress::add);
	}

	/** Looked at before and after each measurement; in between, 100 ticks pass. */
	private ProcessorTime clock() {
		if (this.looks++ % 2 == 1) {
			this.total += 100;
			this.busy += this.others.isEmpty() ? 0 : this.others.remove();
		}
		return new ProcessorTime(this.total, this.busy, Map.of());
	}

	private Contender contender(String name, long acknowledged, long written) {
		return Who.writer(name, "topic").does(WORK, (time) -> {
			this.played.add(name);
			this.appended += written;
			return new Tally(acknowledged, 0, time, 0, 0);
		});
	}

}
