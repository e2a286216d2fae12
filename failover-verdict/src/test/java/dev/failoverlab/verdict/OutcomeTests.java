package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTests {

	private static final String COMPACTED = "The topic is compacted: records that are missing in its log may have been removed by compaction.";

	@Test
	void passesWhenEverythingWasMet() {
		assertOutcome(faulty("lost-write = 0", "acknowledged = 1").scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void isInvalidWithNothingExpected() {
		assertOutcome(TestHistory.of(1).sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.INVALID,
				"Nothing was expected.");
	}

	@Test
	void failsWhenOneWasNotMet() {
		assertOutcome(faulty("lost-write = 0", "acknowledged = 2").scan("0:0:a").log(0, 0, 1), Outcome.FAIL);
	}

	@Test
	void isInvalidWhenTheFaultWasNeverInForce() {
		TestHistory history = expecting().sent("a", 0, 0);
		history.fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.END, "kill", 1).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "The fault kill was asked for and was never in force.");
	}

	@Test
	void isInvalidWhenOneOfTwoFaultsWasNeverInForce() {
		TestHistory history = faulty("lost-write = 0").fault(FaultChange.ASKED, "kill", 2).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "The fault kill was asked for and was never in force.");
	}

	@Test
	void isInvalidWhenNothingWasAcknowledgedBeforeTheFault() {
		TestHistory history = expecting().invoke("p", "a", 0).fault(FaultChange.ASKED, "kill", 1);
		history.fault(FaultChange.BEGIN, "kill", 1).ok("p", "a", 0, 0).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "Nothing was acknowledged before the fault was in force.");
	}

	@Test
	void isInvalidWhenNothingWasAcknowledgedAtAll() {
		assertOutcome(expecting().scan().log(0, 0, 0), Outcome.INVALID, "Nothing was acknowledged.");
	}

	@Test
	void isInvalidWhenALogWasNotReadToItsEnd() {
		TestHistory history = TestHistory.of(3).expect("lost-write = 0").sent("a", 0, 0).scan("0:0:a").log(0, 0, 1);
		assertOutcome(history, Outcome.INVALID, "The log was not read to its end on partitions 1, 2.");
	}

	@Test
	void isInvalidWhenTheTopicIsCompacted() {
		TestHistory history = expecting().with(Map.of("cleanup.policy", "compact,delete"));
		assertOutcome(history.sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.INVALID, COMPACTED);
	}

	@Test
	void isInvalidWhereverTheSettingsSayThatTheTopicIsCompacted() {
		TestHistory history = expecting().with(Map.of("topic", Map.of("cleanup.policy", List.of("compact"))));
		assertOutcome(history.sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.INVALID, COMPACTED);
	}

	@Test
	void isInvalidWhenTheClusterReportsThatTheTopicIsCompacted() {
		TestHistory history = expecting().config(Map.of("cleanup.policy", "compact"), Map.of());
		assertCompacted(history.sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b").log(0, 0, 2));
		TestHistory byDefault = expecting().config(Map.of(), Map.of("log.cleanup.policy", "compact,delete"));
		assertCompacted(byDefault.sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b").log(0, 0, 2));
		TestHistory later = expecting().config(Map.of("cleanup.policy", "delete"), Map.of()).sent("a", 0, 0);
		later.config(Map.of("cleanup.policy", "compact"), Map.of());
		assertCompacted(later.sent("b", 0, 1).scan("0:1:b").log(0, 0, 2));
	}

	@Test
	void goesByWhatIsInForceAndNotByWhatWasAskedFor() {
		TestHistory history = expecting().with(Map.of("topic", Map.of("cleanup.policy", "compact")));
		history.config(Map.of("cleanup.policy", "delete"), Map.of("log.cleanup.policy", "compact"));
		assertOutcome(history.sent("a", 0, 0).scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void failsInACompactedTopicOnWhatCompactionCannotDo() {
		TestHistory history = TestHistory.of(1).expect("duplicate = 0").with(Map.of("cleanup.policy", "compact"));
		assertOutcome(history.sent("a", 0, 0).scan("0:0:a", "0:1:a").log(0, 0, 2), Outcome.FAIL, COMPACTED);
	}

	@Test
	void isInvalidWhenAWaitWasNotMet() {
		assertOutcome(expecting().sent("a", 0, 0).unmet("every ISR is whole").scan("0:0:a").log(0, 0, 1),
				Outcome.INVALID, "A wait was not met: kill node 1, until every ISR is whole; seen: nothing.");
		assertOutcome(expecting().sent("a", 0, 0).unmet("node 1").scan("0:0:a").log(0, 0, 1), Outcome.INVALID,
				"A wait was not met: kill node 1; seen: nothing.");
	}

	@Test
	void isInvalidWhenNothingWasSentWhileAFaultWasInForceAndOutagesAreExpected() {
		assertOutcome(faulty("outage < 1s").scan("0:0:a").log(0, 0, 1), Outcome.INVALID, unwatched("partition 0"));
		assertOutcome(faulty("detection < 1s").scan("0:0:a").log(0, 0, 1), Outcome.INVALID, unwatched("partition 0"));
		assertOutcome(faulty("an outage never ends").scan("0:0:a").log(0, 0, 1), Outcome.INVALID,
				unwatched("partition 0"));
		assertOutcome(faulty("outages = outages").scan("0:0:a").log(0, 0, 1), Outcome.INVALID,
				unwatched("partition 0"));
	}

	@Test
	void isValidWhenASendWasPendingOrMadeWhileAFaultWasInForce() {
		TestHistory pending = TestHistory.of(1).expect("outage < 1s").sent("a", 0, 0).invoke("p", "b", 0);
		pending.fault(FaultChange.BEGIN, "kill", 1).ok("p", "b", 0, 1).fault(FaultChange.END, "kill", 1);
		assertOutcome(pending.scan("0:0:a", "0:1:b").log(0, 0, 2), Outcome.PASS);
		TestHistory made = TestHistory.of(1).expect("outage < 1s").sent("a", 0, 0);
		made.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "b", 0).fault(FaultChange.END, "kill", 1);
		assertOutcome(made.ok("p", "b", 0, 1).scan("0:0:a", "0:1:b").log(0, 0, 2), Outcome.PASS);
	}

	@Test
	void isInvalidWhenOnePartitionOfTwoGotNothingWhileAFaultWasInForce() {
		TestHistory history = TestHistory.of(2).expect("outage < 1s").sent("a", 0, 0).sent("b", 1, 0);
		history.fault(FaultChange.BEGIN, "kill", 1).sent("c", 0, 1).fault(FaultChange.END, "kill", 1).sent("d", 1, 1);
		history.scan("0:0:a", "0:1:c", "1:0:b", "1:1:d").log(0, 0, 2).log(1, 0, 2);
		assertOutcome(history, Outcome.INVALID, unwatched("partition 1"));
	}

	@Test
	void needsNoSendUnderTheControl() {
		TestHistory history = TestHistory.of(1).expect("outage < 1s").sent("a", 0, 0);
		history.fault(FaultChange.BEGIN, "none", null).fault(FaultChange.END, "none", null);
		assertOutcome(history.scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void ofTheControlNeedsNoFaultInForce() {
		TestHistory history = expecting().sent("a", 0, 0).fault(FaultChange.ASKED, "none", null);
		assertOutcome(history.scan("0:0:a").log(0, 0, 1), Outcome.PASS);
	}

	@Test
	void failsOnAProvenFindingWhateverElseWentWrong() {
		assertOutcome(faulty("lost-write = 0").sent("b", 0, 1).scan("0:1:b"), Outcome.FAIL,
				"The log was not read to its end on partition 0.");
		assertOutcome(faulty("latency max < 1s").at(100).invoke("p", "b", 0).at(2_000).ok("p", "b", 0, 1), Outcome.FAIL,
				"The log was not read to its end on partition 0.");
	}

	@Test
	void isInvalidWhenWhatIsNotMetIsNotProven() {
		assertOutcome(
				faulty("unseen = 0", "acknowledged > 5", "delivered = acknowledged", "duplicate > 0",
						"every partition has a leader", "latency p99 > 1h"),
				Outcome.INVALID, "The log was not read to its end on partition 0.");
	}

	private static String unwatched(String partitions) {
		return "Nothing is known of the outages of " + partitions
				+ ": no send to it was under way while a fault was in force.";
	}

	private static void assertCompacted(TestHistory history) {
		assertOutcome(history, Outcome.INVALID, COMPACTED);
		assertThat(history.verdict().findings()).filteredOn((finding) -> finding.count() == null)
			.extracting((finding) -> finding.anomaly().word())
			.containsExactly("lost-write", "lost-read", "unseen", "poll-skip", "int-poll-skip");
	}

	private static TestHistory expecting() {
		return TestHistory.of(1).expect("lost-write = 0");
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
