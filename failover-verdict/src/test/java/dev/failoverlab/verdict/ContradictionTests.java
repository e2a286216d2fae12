package dev.failoverlab.verdict;

import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContradictionTests {

	private final TestHistory history = TestHistory.of(1);

	@Test
	void aSendIsAskedForOnce() {
		contradicts(this.history.invoke("p", "a", 0).invoke("p", "a", 0), 3,
				"asks for the send a a second time (first in line 2): ids are unique within a run");
		contradicts(TestHistory.of(1).sent("a", 0, 0).invoke("q", "a", 0), 4, "a second time");
	}

	@Test
	void aSendCompletesOnce() {
		contradicts(this.history.sent("a", 0, 0).info("p", "a"), 4, "completes the send a a second time");
		contradicts(TestHistory.of(1).invoke("p", "a", 0).fail("p", "a").ok("p", "a", 0, 0), 4, "a second time");
	}

	@Test
	void aSendIsAskedForBeforeItCompletes() {
		contradicts(this.history.ok("p", "a", 0, 0), 2, "completes the send a, which was never asked for");
		contradicts(TestHistory.of(1).poll("c", "0:0:a").ok("p", "a", 0, 0), 3, "never asked for");
	}

	@Test
	void aSendIsCompletedByItsOwnProcess() {
		contradicts(this.history.invoke("p", "a", 0).ok("q", "a", 0, 0), 3,
				"completes the send a of process p in the name of q");
	}

	@Test
	void aTransactionEndsOnce() {
		contradicts(this.history.committed("t").tx("t", "commit", Event.Type.FAIL), 4, "a second time");
		contradicts(TestHistory.of(1).committed("t").tx("t", "commit", Event.Type.INVOKE), 4, "a second time");
		contradicts(TestHistory.of(1).tx("t", "abort", Event.Type.OK), 2,
				"completes the abort of transaction t, which was never asked for");
	}

	@Test
	void aTransactionIsNotBothCommittedAndAborted() {
		contradicts(this.history.committed("t").aborted("t"), 5,
				"says of transaction t that it was both committed and aborted");
	}

	@Test
	void aTransactionHasOneProcess() {
		contradicts(this.history.committed("t").invoke("q", "a", 0, "t"), 4,
				"speaks of transaction t as of process q, and it is of process p");
	}

	@Test
	void aLogEndsBeyondWhatAScanHolds() {
		contradicts(this.history.scan("0:0:a", "0:7:b").log(0, 0, 7), 3,
				"the log of partition 0 ends at 7, and a scan holds offset 7");
		contradicts(TestHistory.of(1).scanCommitted("0:9:a").log(0, 0, 3), 3, "a scan holds offset 9");
		contradicts(TestHistory.of(1).scan().log(0, 0, 3).scanCommitted("0:3:a"), 4, "a scan holds offset 3");
	}

	@Test
	void aLogIsReadBeforeItsBoundsAreTold() {
		contradicts(this.history.sent("a", 0, 0).log(0, 0, 1), 4, "no scan stands before it");
		contradicts(TestHistory.of(1).poll("c", "0:0:a").log(0, 0, 1), 3, "no scan stands before it");
	}

	@Test
	void theUncommittedScanHoldsWhatTheCommittedOneDoes() {
		contradicts(this.history.scan("0:0:a", "0:2:c").scanCommitted("0:0:a", "0:1:b", "0:2:c"), 2,
				"is of a scan by scan that lacks offset 1 of partition 0");
		contradicts(TestHistory.of(1).scanCommitted("0:1:b").scan("0:2:c").log(0, 0, 3), 3, "lacks offset 1");
	}

	@Test
	void aSecondScanHoldsWhatTheFirstDid() {
		contradicts(this.history.scanBy("x", Event.READ_UNCOMMITTED, "0:0:a", "0:1:b")
			.scanBy("y", Event.READ_UNCOMMITTED, "0:0:a", "0:2:c"), 3, "is of a scan by y that lacks offset 1");
		contradicts(TestHistory.of(1)
			.scanBy("x", Event.READ_COMMITTED, "0:0:a", "0:1:b")
			.scanBy("y", Event.READ_COMMITTED, "0:2:c"), 3, "is of a scan by y that lacks offset");
	}

	@Test
	void whatArrivesOrIsRemovedBetweenTwoScansContradictsNothing() {
		this.history.scan("0:0:a", "0:1:b").scanCommitted("0:0:a", "0:1:b", "0:2:c").log(0, 0, 3).verdict();
		TestHistory removed = TestHistory.of(1).scanBy("x", Event.READ_UNCOMMITTED, "0:0:a", "0:1:b");
		removed.scanCommitted("0:0:a", "0:1:b").scanBy("y", Event.READ_UNCOMMITTED, "0:1:b", "0:2:c");
		removed.log(0, 1, 3).verdict();
		TestHistory further = TestHistory.of(1).scanBy("x", Event.READ_UNCOMMITTED, "0:0:a");
		further.scanBy("y", Event.READ_UNCOMMITTED, "0:0:a", "0:1:b").verdict();
		TestHistory shorter = TestHistory.of(1).scanBy("x", Event.READ_UNCOMMITTED, "0:0:a", "0:1:b");
		shorter.scanBy("y", Event.READ_UNCOMMITTED, "0:0:a").verdict();
		TestHistory compacted = TestHistory.of(1).config(Map.of("cleanup.policy", "compact"), Map.of());
		compacted.scanCommitted("0:0:a", "0:1:b").scan("0:1:b", "0:2:c").log(0, 0, 3).verdict();
	}

	@Test
	void anotherIdAtAPlaceIsAnAnomalyAndNoContradiction() {
		FindingAssert.of(this.history.scan("0:0:a", "0:1:b").scanCommitted("0:0:x", "0:1:b"))
			.holdsOnly("inconsistent-offsets", 1, "a", "x");
	}

	@Test
	void asManyScansAsCanBeToldApartAreCompared() {
		for (int number = 0; number < 32; number++) {
			this.history.scanBy("s" + number, Event.READ_UNCOMMITTED, "0:0:a")
				.scanBy("s" + number, Event.READ_COMMITTED, "0:0:a");
		}
		this.history.verdict();
		contradicts(this.history.scanBy("s32", Event.READ_COMMITTED, "0:0:a"), 66, "one scan more of partition 0");
	}

	private static void contradicts(TestHistory history, long line, String problem) {
		assertThatExceptionOfType(HistoryException.class).isThrownBy(history::verdict)
			.withMessageStartingWith("Line " + line + " of the history ")
			.withMessageContaining(problem);
	}

}
