package dev.failoverlab.lab.search;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.lab.scenario.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrawingTests {

	private static final int SEEDS = 1_000;

	private final SearchSpace space = Spaces.usual(new SetValue("load.through", "service"));

	private final Minority one = Minority.of(3);

	@Test
	void theSameSeedDrawsTheSame() {
		assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
	}

	@Test
	void thereAreAsManyFaultsAsWanted() {
		List<Schedule> drawn = drawn(7);
		long last = drawn.get(drawn.size() - 1).faults();
		assertThat(drawn.stream().mapToLong(Schedule::faults).sum()).isBetween(50L, 49 + last);
	}

	/** Counted here from the steps as the lab plays them, not as they were drawn. */
	@Test
	void aMinorityIsDownAtAnyTimeAndEachScheduleHeals() {
		LongStream.range(0, SEEDS).forEach((seed) -> {
			Schedule schedule = new Drawing(this.space, this.one, seed).schedule();
			List<Step> steps = this.space.scenario("drawn", schedule.steps()).steps();
			assertThat(mostDown(steps)).as("%d: %s", seed, schedule).isLessThanOrEqualTo(1);
			assertThat(steps.get(steps.size() - 1)).isInstanceOfSatisfying(Step.Heal.class, (heal) -> {
				assertThat(heal.node()).isEmpty();
				assertThat(heal.untilBack()).isTrue();
			});
			assertThat(steps).hasSizeBetween(2, this.space.steps());
			assertThat(schedule.faults()).isPositive();
		});
	}

	private static int mostDown(List<Step> steps) {
		int down = 0;
		int most = 0;
		for (Step step : steps) {
			if (step instanceof Step.Heal heal && heal.node().isEmpty() && heal.untilBack()) {
				down = 0;
			}
			else if (step instanceof Step.Inflict inflict && inflict.fault() instanceof NodeFault) {
				int hit = switch (Objects.requireNonNull(inflict.target()).description()) {
					case "all nodes" -> 3;
					case "a majority" -> 2;
					default -> 1;
				};
				most = Math.max(most, down + hit);
				down += (inflict.fault().healing() == Healing.ITSELF) ? 0 : hit;
			}
		}
		return most;
	}

	@Test
	void whoeverIsToldOtherwiseHasMoreNodesDown() {
		Minority three = new Minority(3, 3);
		Set<Integer> most = new TreeSet<>();
		LongStream.range(0, SEEDS)
			.forEach((seed) -> most.add(mostDown(
					this.space.scenario("drawn", new Drawing(this.space, three, seed).schedule().steps()).steps())));
		assertThat(most).contains(1, 2, 3).allMatch((down) -> down <= 3);
	}

	@Test
	void everyFaultAndEveryTargetThatFitsIsDrawn() {
		Set<String> words = new HashSet<>();
		Set<String> targets = new HashSet<>();
		LongStream.range(0, SEEDS).forEach((seed) -> {
			Scenario scenario = this.space.scenario("drawn",
					new Drawing(this.space, this.one, seed).schedule().steps());
			scenario.faults().stream().map(Fault::word).forEach(words::add);
			scenario.inflictions().map(Step.Inflict::targetDescription).forEach(targets::add);
		});
		assertThat(words).isEqualTo(new HashSet<>(
				this.space.faults().stream().map((fault) -> String.valueOf(fault.keys().get("fault"))).toList()));
		assertThat(targets).contains("consumer", "active controller", "coordinator of group failover-lab", "a minority")
			.doesNotContain("a majority", "all nodes");
	}

	@Test
	void aWeightIsHowOftenAChoiceIsDrawn() {
		long kills = drawn(1, 5_000).stream().filter((move) -> "kill".equals(move.fault().get("fault"))).count();
		long stops = drawn(1, 5_000).stream().filter((move) -> "stop".equals(move.fault().get("fault"))).count();
		assertThat((double) kills / stops).isBetween(1.4, 2.0); // 5 to 3.
	}

	@Test
	void withoutRoomForAnyFaultTheUserIsToldWhatToDo() {
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> new Drawing(Spaces.usual(), new Minority(1, 0), 1).schedule())
			.withMessageContaining("--down");
	}

	private List<Move> drawn(long seed, int faults) {
		return new Drawing(this.space, this.one, seed).withFaults(faults)
			.stream()
			.flatMap((schedule) -> schedule.moves().stream())
			.toList();
	}

	private List<Schedule> drawn(long seed) {
		return new Drawing(this.space, this.one, seed).withFaults(50);
	}

}
