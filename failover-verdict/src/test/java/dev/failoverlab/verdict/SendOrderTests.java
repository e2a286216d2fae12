package dev.failoverlab.verdict;

import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

class SendOrderTests {

	private final TestHistory history = TestHistory.of(2);

	@Test
	void twoNeighboursWithFallingOffsetsAreOutOfOrder() {
		FindingAssert.of(this.history.sent("a", 0, 5).sent("b", 0, 4).poll("c", "0:4:b", "0:5:a"))
			.holdsOnly(Anomaly.NONMONOTONIC_SEND, 1, "a", "b");
	}

	@Test
	void orderIsThatOfTheInvokesAndNotOfTheAcknowledgements() {
		this.history.invoke("p", "a", 0).invoke("p", "b", 0).ok("p", "b", 0, 1).ok("p", "a", 0, 0);
		FindingAssert.of(this.history.scan("0:0:a", "0:1:b")).holdsNothing();
		TestHistory wrong = TestHistory.of(1).invoke("p", "a", 0).invoke("p", "b", 0).ok("p", "b", 0, 0);
		FindingAssert.of(wrong.ok("p", "a", 0, 1).scan("0:0:b", "0:1:a"))
			.holdsOnly(Anomaly.NONMONOTONIC_SEND, 1, "a", "b");
	}

	@Test
	void othersInBetweenDoNotMakeNeighboursStrangers() {
		this.history.sent("a", 0, 5).invoke("p", "x", 0).info("p", "x").sent("n", 0, -1).invoke("p", "y", 0);
		this.history.fail("p", "y")
			.sent("b", 0, 4)
			.poll("c", "0:3:n", "0:4:b", "0:5:a")
			.scan("0:5:a", "0:3:n", "0:4:b");
		FindingAssert.of(this.history).holdsOnly(Anomaly.NONMONOTONIC_SEND, 1, "a", "b");
	}

	@Test
	void sendersAndPartitionsAreApart() {
		this.history.sent("a", 0, 5).sent("b", 1, 4).invoke("q", "d", 0).ok("q", "d", 0, 4);
		FindingAssert.of(this.history.scan("0:4:d", "0:5:a", "1:4:b")).holdsNothing();
	}

	@Test
	void theOrderOfInvokeHoldsWhenARecordWasReadFirst() {
		this.history.poll("c", "0:1:b").sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a", "0:1:b");
		FindingAssert.of(this.history).holdsNothing();
	}

}
