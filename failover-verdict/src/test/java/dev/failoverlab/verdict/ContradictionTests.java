package dev.failoverlab.verdict;

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

	private static void contradicts(TestHistory history, long line, String problem) {
		assertThatExceptionOfType(HistoryException.class).isThrownBy(history::verdict)
			.withMessageStartingWith("Line " + line + " of the history ")
			.withMessageContaining(problem);
	}

}
