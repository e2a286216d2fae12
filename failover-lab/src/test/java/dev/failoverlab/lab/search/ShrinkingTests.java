package dev.failoverlab.lab.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.failoverlab.lab.scenario.SearchSpace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Weaknesses that are planted as predicates, so that the shortest schedule is known. */
class ShrinkingTests {

	private final SearchSpace space = Spaces.usual();

	private final Minority two = new Minority(3, 2);

	private final List<Schedule> asked = new ArrayList<>();

	@Test
	void oneStepOfManyIsLeftWithTheSimplestTargetAndTime() {
		Schedule drawn = Spaces.schedule("0s stop node 2", "3s heal", "1s pause leader of email.send-0", "6s heal",
				"3s kill follower of email.send-0", "6s heal", "0s wipe node 3", "0s heal");
		assertThat(shortest(drawn, (schedule) -> count(schedule, "kill") > 0))
			.isEqualTo(Spaces.schedule("0s kill node 1"));
	}

	@Test
	void threeStepsThatBelongTogetherStay() {
		Schedule drawn = Spaces.schedule("3s stop node 1", "1s heal", "1s kill node 2", "3s kill node 1",
				"500ms heal node 2", "6s heal", "0s wipe node 3", "3s heal");
		assertThat(shortest(drawn,
				(schedule) -> String.valueOf(schedule).contains("kill node 2, kill node 1, heal node 2")))
			.isEqualTo(Spaces.schedule("0s kill node 2", "0s kill node 1", "0s heal node 2"));
	}

	@Test
	void timesThatMatterStay() {
		Schedule drawn = Spaces.schedule("3s pause active controller", "6s heal", "1s stop node 3", "3s heal");
		assertThat(shortest(drawn,
				(schedule) -> schedule.moves().stream().anyMatch((move) -> move.heals() && move.after().equals("6s"))))
			.isEqualTo(Spaces.schedule("0s stop node 1", "6s heal"));
	}

	@Test
	void fewerNodesAtOnceAreSimpler() {
		Schedule drawn = Spaces.schedule("0s kill a majority", "1s heal");
		assertThat(shortest(drawn, (schedule) -> true)).isEqualTo(Spaces.schedule("0s stop node 1"));
		assertThat(shortest(drawn, (schedule) -> this.two.size(schedule.moves().get(0)) == 2))
			.isEqualTo(Spaces.schedule("0s stop a majority"));
	}

	@Test
	void whatDoesNotFailWithLessStaysAsItIs() {
		Schedule drawn = Spaces.schedule("0s stop node 1", "0s heal", "0s kill node 2", "0s heal");
		assertThat(shortest(drawn, drawn::equals)).isEqualTo(drawn);
	}

	/**
	 * Any planted set of faults is found, and no step can be left out of what is left.
	 */
	@Test
	void noStepCanBeLeftOutOfTheShortest() {
		LongStream.range(0, 300).forEach((seed) -> {
			Schedule drawn = new Drawing(this.space, this.two, seed).schedule();
			Set<String> planted = new HashSet<>();
			drawn.moves()
				.stream()
				.filter((move) -> (seed + move.hashCode()) % 3 == 0)
				.map(Move::toString)
				.forEach(planted::add);
			planted.add(drawn.moves().get(0).toString());
			Predicate<Schedule> fails = (
					schedule) -> schedule.moves().stream().map(Move::toString).toList().containsAll(planted);
			Schedule shortest = shortest(drawn, fails);
			assertThat(fails.test(shortest)).isTrue();
			assertThat(IntStream.range(0, shortest.moves().size()).mapToObj((i) -> {
				List<Move> fewer = new ArrayList<>(shortest.moves());
				fewer.remove(i);
				return new Schedule(fewer).tidy();
			})).as("shortest of " + drawn).noneMatch((fewer) -> this.two.permits(fewer.moves()) && fails.test(fewer));
		});
	}

	@Test
	void nothingIsAskedThatTooManyNodesWouldBeDownIn() {
		noStepCanBeLeftOutOfTheShortest();
		assertThat(this.asked).hasSizeGreaterThan(1_000)
			.allMatch((schedule) -> this.two.permits(schedule.moves()) && schedule.faults() > 0);
	}

	private Schedule shortest(Schedule drawn, Predicate<Schedule> fails) {
		return new Shrinking(this.space, this.two, (schedule) -> {
			this.asked.add(schedule);
			return fails.test(schedule);
		}).shortest(drawn);
	}

	private static long count(Schedule schedule, String fault) {
		return schedule.moves().stream().filter((move) -> fault.equals(move.fault().get("fault"))).count();
	}

}
