package dev.failoverlab.verdict;

import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

class SendOrderTests {

	private final TestHistory history = TestHistory.of(2);

	@Test
	void twoNeighboursWithFallingOffsetsAreOutOfOrder() {
		FindingAssert.of(this.history.sent("a", 0, 5).sent("b", 0, 4).poll("c", "0:4:b", "0:5:a"))
			.holdsOnly("nonmonotonic-send", 1, "a", "b");
	}

	@Test
	void orderIsThatOfTheInvokesAndNotOfTheAcknowledgements() {
		this.history.invoke("p", "a", 0).invoke("p", "b", 0).ok("p", "b", 0, 1).ok("p", "a", 0, 0);
		FindingAssert.of(this.history.scan("0:0:a", "0:1:b")).holdsNothing();
		TestHistory wrong = TestHistory.of(1).invoke("p", "a", 0).invoke("p", "b", 0).ok("p", "b", 0, 0);
		FindingAssert.of(wrong.ok("p", "a", 0, 1).scan("0:0:b", "0:1:a")).holdsOnly("nonmonotonic-send", 1, "a", "b");
	}

	@Test
	void othersInBetweenDoNotMakeNeighboursStrangers() {
		this.history.sent("a", 0, 5).invoke("p", "x", 0).info("p", "x").sent("n", 0, -1).invoke("p", "y", 0);
		this.history.fail("p", "y")
			.sent("b", 0, 4)
			.poll("c", "0:4:b", "0:5:a", "0:6:n")
			.scan("0:5:a", "0:6:n", "0:4:b");
		FindingAssert.of(this.history).holdsOnly("nonmonotonic-send", 1, "n", "b");
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

	@Test
	void theScanTellsThePlaceOfASendWithoutAnOffset() {
		this.history.invoke("p", "a", 0).info("p", "a").sent("b", 0, 0).scan("0:0:b", "0:1:a");
		FindingAssert.of(this.history).holdsOnly("nonmonotonic-send", 1, "a", "b");
		TestHistory acksNone = TestHistory.of(1).sent("a", 0, -1).sent("b", 0, -1).scan("0:0:b", "0:1:a");
		FindingAssert.of(acksNone).holdsOnly("nonmonotonic-send", 1, "a", "b");
		TestHistory pending = TestHistory.of(1).sent("a", 0, 1).invoke("p", "b", 0).scan("0:0:b", "0:1:a");
		FindingAssert.of(pending).holdsOnly("nonmonotonic-send", 1, "a", "b");
		TestHistory polled = TestHistory.of(1).sent("a", 0, -1).sent("b", 0, 3).poll("c", "0:3:b", "0:4:a");
		FindingAssert.of(polled).holdsOnly("nonmonotonic-send", 1, "a", "b");
	}

	@Test
	void aSendWithoutAnOffsetAtNoPlaceOrTwoOrElsewhereIsPassedOver() {
		this.history.invoke("p", "a", 0).info("p", "a").invoke("p", "x", 0).info("p", "x").sent("b", 0, 0);
		FindingAssert.of(this.history.scan("0:0:b", "1:7:a")).holdsNothing();
		TestHistory twice = TestHistory.of(1).invoke("p", "a", 0).info("p", "a").sent("b", 0, 0);
		FindingAssert.of(twice.scan("0:0:b", "0:1:a", "0:2:a")).holdsOnly("duplicate", 1, "a");
	}

	@Test
	void theScanThatTellsIsTheCommittedOneWhereThereIsOne() {
		this.history.invoke("p", "a", 0).info("p", "a").sent("b", 0, 0).scan("0:0:b", "0:1:a").scanCommitted("0:0:b");
		FindingAssert.of(this.history).holdsNothing();
	}

	@Test
	void anUnknownTransactionIsInOrderOrNot() {
		this.history.invoke("p", "a", 0, "t").ok("p", "a", 0, 5).invoke("p", "b", 0, "t").ok("p", "b", 0, 4);
		FindingAssert.of(this.history).holdsOnly("int-nonmonotonic-send", 1, "a", "b");
	}

	@Test
	void aFailedSendIsPassedOver() {
		this.history.invoke("p", "a", 0, "t").ok("p", "a", 0, 5).aborted("t").sent("b", 0, 4).scan("0:4:b", "0:5:a");
		FindingAssert.of(this.history).holdsNothing();
	}

}
