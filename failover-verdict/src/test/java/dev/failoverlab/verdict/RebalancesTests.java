package dev.failoverlab.verdict;

import java.util.List;

import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict.Met;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RebalancesTests {

	@Test
	void aMemberThatComesBackAloneIsNone() {
		TestHistory history = twoConsumers().assign("b", List.of());
		assertRebalances(history.assign("b-again", List.of(2), 2, 7), "0");
	}

	@Test
	void aMemberThatStaysIsAssignedMoreAndGivesSomeBack() {
		TestHistory history = twoConsumers().assign("b", List.of()).assign("a", List.of(0, 1, 2), 2, 7);
		assertRebalances(history.assign("a", List.of(0, 1)).assign("b-again", List.of(2), 2, 9), "2");
	}

	/** An eager assignor takes everything away before it gives anything. */
	@Test
	void theSamePartitionsAgainAreOne() {
		assertRebalances(twoConsumers().assign("a", List.of()).assign("a", List.of(0, 1), 0, 3, 1, 4), "1");
	}

	@Test
	void theBeginningOfTheGroupAndItsEndAreNone() {
		TestHistory history = TestHistory.of(3).expect("rebalances = 0");
		history.assign("a", List.of(0, 1, 2), 0, 0, 1, 0, 2, 0)
			.assign("a", List.of(0, 1))
			.assign("b", List.of(2), 2, 0);
		history.phase(Phase.LOAD).phase(Phase.END).assign("b", List.of()).assign("a", List.of(0, 1, 2), 2, 9);
		assertRebalances(history, "0");
	}

	@Test
	void areNotKnownWithoutAConsumerThatWasThereBefore() {
		assertRebalances(TestHistory.of(3).expect("rebalances = 0").phase(Phase.LOAD).assign("a", List.of(0)),
				"not observed");
		assertRebalances(TestHistory.of(3).expect("rebalances = 0").assign("a", List.of(0)).assign("a", List.of(1)),
				"not observed");
	}

	private static TestHistory twoConsumers() {
		TestHistory history = TestHistory.of(3).expect("rebalances = 0");
		return history.assign("a", List.of(0, 1), 0, 0, 1, 0).assign("b", List.of(2), 2, 0).phase(Phase.LOAD);
	}

	private static void assertRebalances(TestHistory history, String seen) {
		assertThat(history.verdict().expectations()).containsExactly(new Met("rebalances = 0", seen, seen.equals("0")));
	}

}
