package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTests {

	@Test
	void passesWhenEverythingWasMet() {
		assertOutcome(faulty("lost-write = 0", "acknowledged = 1").scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void passesWithNothingExpected() {
		assertOutcome(TestHistory.of(1).sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void failsWhenOneWasNotMet() {
		assertOutcome(faulty("lost-write = 0", "acknowledged = 2").scan("0:0:a").log(0, 0, 1), Outcome.FAIL);
	}

	@Test
	void isInvalidWhenTheFaultWasNeverInForce() {
		TestHistory history = TestHistory.of(1).expect("lost-write = 0").sent("a", 0, 0);
		history.fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.END, "kill", 1).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "The fault kill was asked for and was never in force.");
	}

	@Test
	void isInvalidWhenOneOfTwoFaultsWasNeverInForce() {
		TestHistory history = faulty().fault(FaultChange.ASKED, "kill", 2).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "The fault kill was asked for and was never in force.");
	}

	@Test
	void isInvalidWhenNothingWasAcknowledgedBeforeTheFault() {
		TestHistory history = TestHistory.of(1).invoke("p", "a", 0).fault(FaultChange.ASKED, "kill", 1);
		history.fault(FaultChange.BEGIN, "kill", 1).ok("p", "a", 0, 0).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "Nothing was acknowledged before the fault was in force.");
	}

	@Test
	void isInvalidWhenNothingWasAcknowledgedAtAll() {
		assertOutcome(TestHistory.of(1).log(0, 0, 0), Outcome.INVALID, "Nothing was acknowledged.");
	}

	@Test
	void isInvalidWhenALogWasNotReadToItsEnd() {
		TestHistory history = TestHistory.of(3).sent("a", 0, 0).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "The log was not read to its end on partitions 1, 2.");
	}

	@Test
	void isInvalidWhenTheTopicIsCompacted() {
		TestHistory history = TestHistory.of(1).with(Map.of("cleanup.policy", "compact,delete"));
		assertOutcome(history.sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.INVALID,
				"The topic is compacted: records that are gone from its log say nothing.");
	}

	@Test
	void isInvalidWhereverTheSettingsSayThatTheTopicIsCompacted() {
		TestHistory history = TestHistory.of(1).with(Map.of("topic", Map.of("cleanup.policy", List.of("compact"))));
		assertOutcome(history.sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.INVALID,
				"The topic is compacted: records that are gone from its log say nothing.");
	}

	@Test
	void ofTheControlNeedsNoFaultInForce() {
		TestHistory history = TestHistory.of(1).sent("a", 0, 0).fault(FaultChange.ASKED, "none", null);
		assertOutcome(history.scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void failsOnAProvenFindingWhateverElseWentWrong() {
		assertOutcome(faulty("lost-write = 0").sent("b", 0, 1).scan("0:1:b"), Outcome.FAIL,
				"The log was not read to its end on partition 0.");
		assertOutcome(faulty("outage < 1s").at(100).invoke("p", "b", 0).at(2_000).ok("p", "b", 0, 1), Outcome.FAIL,
				"The log was not read to its end on partition 0.");
	}

	@Test
	void isInvalidWhenWhatIsNotMetIsNotProven() {
		assertOutcome(
				faulty("unseen = 0", "acknowledged > 5", "delivered = acknowledged", "duplicate > 0",
						"every partition has a leader", "latency p99 > 1h"),
				Outcome.INVALID, "The log was not read to its end on partition 0.");
	}

	private static TestHistory faulty(String... expectations) {
		TestHistory history = TestHistory.of(1).expect(expectations).phase(Phase.LOAD).sent("a", 0, 0);
		return history.fault(FaultChange.ASKED, "kill", 1)
			.fault(FaultChange.BEGIN, "kill", 1)
			.fault(FaultChange.END, "kill", 1);
	}

	private static void assertOutcome(TestHistory history, Outcome outcome, String... reasons) {
		Verdict verdict = history.verdict();
		assertThat(verdict.reasons()).containsExactly(reasons);
		assertThat(verdict.outcome()).isEqualTo(outcome);
	}

}
