package dev.failoverlab.verdict;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionAnomaliesTests {

	private final TestHistory history = TestHistory.of(1);

	private final TestHistory committed = TestHistory.of(1).readingCommitted();

	@Test
	void aReadOfAFailedSendIsG1a() {
		FindingAssert.of(this.history.invoke("p", "a", 0).fail("p", "a").poll("c", "0:0:a")).holdsOnly("G1a", 1, "a");
	}

	@Test
	void aScanOfAFailedSendIsG1aEvenWhenItWasReadFirst() {
		this.history.invoke("p", "a", 0).scan("0:0:a").fail("p", "a");
		FindingAssert.of(this.history).holdsOnly("G1a", 1, "a");
		assertThat(this.history.verdict().finding("G1a").examples().get(0).lines()).containsExactly(2L, 3L, 4L);
	}

	@Test
	void aReadOfAnUnknownSendIsNoG1a() {
		this.history.invoke("p", "a", 0).info("p", "a").invoke("p", "b", 0);
		FindingAssert.of(this.history.poll("c", "0:0:a", "0:1:b").scan("0:0:a", "0:1:b")).holdsNothing();
	}

	@Test
	void aFailedSendThatWasNotReadIsNoG1a() {
		FindingAssert.of(this.history.invoke("p", "a", 0).fail("p", "a").scan().log(0, 0, 0)).holdsNothing();
	}

	@Test
	void anAbortedRecordInACommittedScanIsG1a() {
		inTransaction("a", 0).aborted("t").scan("0:0:a").scanCommitted("0:0:a");
		FindingAssert.of(this.history).holdsOnly("G1a", 1, "a");
	}

	@Test
	void theLineThatIsShownIsOfAReaderThatShouldNotHaveSeenIt() {
		inTransaction("a", 0).aborted("t").scan("0:0:a").poll("c", "0:0:a").scanCommitted("0:0:a");
		assertThat(this.history.verdict().finding("G1a").examples().get(0).lines()).containsExactly(2L, 3L, 8L);
	}

	@Test
	void anAbortedRecordInAPollIsG1aOnlyIfTheConsumerReadsCommitted() {
		inTransaction("a", 0).aborted("t").poll("c", "0:0:a").scan("0:0:a");
		FindingAssert.of(this.history).holdsNothing();
		TestHistory committed = TestHistory.of(1).readingCommitted();
		committed.invoke("p", "a", 0, "t").ok("p", "a", 0, 0).aborted("t").poll("c", "0:0:a");
		FindingAssert.of(committed).holdsOnly("G1a", 1, "a");
	}

	@Test
	void aFailedSendInATransactionCountsInEveryReading() {
		this.history.invoke("p", "a", 0, "t").fail("p", "a").aborted("t").scan("0:0:a");
		FindingAssert.of(this.history).holdsOnly("G1a", 1, "a");
	}

	@Test
	void aTransactionDecidesTheOutcomeOfItsSends() {
		inTransaction("a", 0).committed("t");
		this.history.invoke("p", "b", 0, "u").ok("p", "b", 0, 2).aborted("u");
		this.history.invoke("p", "c", 0, "v").ok("p", "c", 0, 4);
		this.history.invoke("p", "d", 0, "w").info("p", "d").committed("w");
		this.history.invoke("p", "e", 0, "x").fail("p", "e").committed("x");
		this.history.invoke("p", "f", 0, "y").ok("p", "f", 0, 6).tx("y", "commit", Event.Type.INVOKE);
		this.history.tx("y", "commit", Event.Type.FAIL);
		this.history.invoke("p", "g", 0, "z").info("p", "g").aborted("z");
		assertThat(this.history.verdict().sends()).isEqualTo(new Verdict.Sends(1, 4, 2, 0, 0));
	}

	@Test
	void aCommittedRecordThatIsGoneIsLostAndAnAbortedOneIsNot() {
		inTransaction("a", 0).committed("t");
		this.history.invoke("p", "b", 0, "u").ok("p", "b", 0, 2).aborted("u").scanCommitted().log(0, 0, 4);
		FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
	}

	@Test
	void aSenderThatReadsItsOwnRecordBeforeTheCommitReadsPrecommitted() {
		inTransaction("a", 0).poll("p", "0:0:a").committed("t").scanCommitted("0:0:a");
		FindingAssert.of(this.history).holdsOnly("precommitted-read", 1, "a");
	}

	@Test
	void aReadBetweenAskingForTheCommitAndItsCompletionIsPrecommittedToo() {
		inTransaction("a", 0).tx("t", "commit", Event.Type.INVOKE).poll("p", "0:0:a").tx("t", "commit", Event.Type.OK);
		FindingAssert.of(this.history).holdsOnly("precommitted-read", 1, "a");
	}

	@Test
	void aReadByAnotherOrAfterTheCommitOrWithoutATransactionIsNotPrecommitted() {
		inTransaction("a", 0).poll("c", "0:0:a").committed("t").poll("p", "0:0:a").invoke("p", "b", 0);
		FindingAssert.of(this.history.poll("p", "0:2:b").scan("0:0:a", "0:2:b")).holdsNothing();
	}

	@Test
	void aTransactionOfUnknownCommitThatACommittedReaderSawWasCommitted() {
		inTransaction("a", 0);
		this.history.invoke("p", "b", 0, "t").ok("p", "b", 0, 1).tx("t", "commit", Event.Type.INVOKE);
		this.history.tx("t", "commit", Event.Type.INFO).sent("z", 0, 3).scan("0:0:a", "0:3:z");
		FindingAssert.of(this.history.scanCommitted("0:0:a", "0:3:z").log(0, 0, 4)).holdsOnly("lost-write", 1, "b");
		assertThat(this.history.verdict().sends()).isEqualTo(new Verdict.Sends(3, 0, 0, 0, 0));
	}

	@Test
	void aTransactionWhoseCommitWasNeverAnsweredToo() {
		TestHistory committed = TestHistory.of(1).readingCommitted().invoke("p", "a", 0, "t").ok("p", "a", 0, 0);
		committed.invoke("p", "b", 0, "t").ok("p", "b", 0, 1).tx("t", "commit", Event.Type.INVOKE).poll("c", "0:0:a");
		FindingAssert.of(committed.scanCommitted("0:0:a", "0:3:z")).holdsOnly("lost-write", 1, "b");
	}

	@Test
	void aTransactionOfUnknownCommitThatOnlyUncommittedReadersSawIsUnknown() {
		inTransaction("a", 0).tx("t", "commit", Event.Type.INVOKE).tx("t", "commit", Event.Type.INFO);
		this.history.invoke("p", "b", 0, "t").ok("p", "b", 0, 1).poll("c", "0:0:a").scan("0:0:a", "0:3:z");
		FindingAssert.of(this.history.scanCommitted("0:3:z").log(0, 0, 4)).holdsNothing();
		assertThat(this.history.verdict().sends().info()).isEqualTo(2);
	}

	@Test
	void aTransactionWhoseCommitWasNotAskedForIsUnknownThoughItWasRead() {
		inTransaction("a", 0);
		this.history.invoke("p", "b", 0, "t").ok("p", "b", 0, 1).scanCommitted("0:0:a", "0:3:z").log(0, 0, 4);
		assertThat(this.history.verdict().sends()).isEqualTo(new Verdict.Sends(0, 0, 2, 0, 1));
	}

	@Test
	void anUnknownCommitThatEndedInAnAbortIsG1aWhereItWasSeen() {
		inTransaction("a", 0).tx("t", "commit", Event.Type.INVOKE).tx("t", "commit", Event.Type.INFO).aborted("t");
		FindingAssert.of(this.history.scan("0:0:a").scanCommitted("0:0:a").log(0, 0, 2)).holdsOnly("G1a", 1, "a");
	}

	@Test
	void anybodyWhoReadsCommittedBeforeTheCommitWasAskedForReadsPrecommitted() {
		committed().poll("c", "0:0:a").committed("t").scan("0:0:a").scanCommitted("0:0:a");
		FindingAssert.of(this.committed).holdsOnly("precommitted-read", 1, "a");
		assertThat(this.committed.verdict().finding("precommitted-read").examples().get(0).lines()).containsExactly(2L,
				4L, 6L);
	}

	@Test
	void aReadOfATransactionWithoutAnEndIsPrecommitted() {
		FindingAssert.of(committed().poll("c", "0:0:a")).holdsOnly("precommitted-read", 1, "a");
	}

	@Test
	void aCommittedReadOnceTheCommitWasAskedForIsInOrder() {
		committed().tx("t", "commit", Event.Type.INVOKE).poll("c", "0:0:a").poll("p", "0:0:a");
		this.committed.tx("t", "commit", Event.Type.OK).scan("0:0:a").scanCommitted("0:0:a");
		assertThat(this.committed.verdict().finding("precommitted-read").count()).isZero();
	}

	@Test
	void aCommittedReadOfAnAbortedTransactionIsG1aAlone() {
		FindingAssert.of(committed().poll("c", "0:0:a").aborted("t")).holdsOnly("G1a", 1, "a");
	}

	@Test
	void neighboursOfOneTransactionInTheWrongOrderAreInternal() {
		inTransaction("a", 5);
		this.history.invoke("p", "b", 0, "t").ok("p", "b", 0, 4).committed("t").poll("c", "0:4:b", "0:5:a");
		FindingAssert.of(this.history).holdsOnly("int-nonmonotonic-send", 1, "a", "b");
	}

	@Test
	void neighboursOfTwoTransactionsInTheWrongOrderAreExternal() {
		inTransaction("a", 5).committed("t");
		this.history.invoke("p", "b", 0, "u").ok("p", "b", 0, 3).committed("u").poll("c", "0:3:b", "0:5:a");
		FindingAssert.of(this.history.scan("0:3:b", "0:5:a")).holdsOnly("nonmonotonic-send", 1, "a", "b");
	}

	private TestHistory committed() {
		return this.committed.invoke("p", "a", 0, "t").ok("p", "a", 0, 0);
	}

	private TestHistory inTransaction(String id, long offset) {
		return this.history.invoke("p", id, 0, "t").ok("p", id, 0, offset);
	}

}
