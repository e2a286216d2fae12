package dev.failoverlab.verdict;

import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict.Example;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogAnomaliesTests {

	private final TestHistory history = TestHistory.of(2);

	@Test
	void findsNothingInACleanHistory() {
		this.history.sent("a", 0, 0).sent("b", 1, 0).sent("c", 0, 1).poll("c", "0:0:a", "1:0:b", "0:1:c");
		this.history.scan("0:0:a", "0:1:c", "1:0:b").scanCommitted("0:0:a", "0:1:c", "1:0:b");
		FindingAssert.of(this.history.log(0, 0, 2).log(1, 0, 1)).holdsNothing();
	}

	@Nested
	class LostWrites {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isMissingThoughTheScanHoldsALaterOne() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b");
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
			assertThat(this.history.verdict().finding("lost-write").examples()).containsExactly(new Example(
					List.of("a"), List.of(0), List.of(0L), List.of(1_000_000L, 2_000_000L), List.of(2L, 3L)));
		}

		@Test
		void isMissingAtTheEndOfALogThatWasReadToItsEnd() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a").log(0, 0, 1);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "b");
		}

		@Test
		void hasNoOffsetAndIsMissingInACompleteScan() {
			this.history.sent("a", 0, -1).scan("0:0:z").log(0, 0, 1);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void wasDeliveredAndIsGoneFromTheLog() {
			this.history.sent("a", 0, 0).poll("c", "0:0:a").scan().log(0, 0, 0);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isJudgedByTheCommittedScanWhereThereIsOne() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a", "0:1:b").scanCommitted("0:1:b");
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isJudgedByThePollsWhereThereIsNoScan() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).poll("c", "0:1:b");
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isNoneWhenTheScanDidNotGetThatFar() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).poll("c", "0:0:a", "0:1:b").scan("0:0:a");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneYetWhenTheScanEndsWithAnotherInItsPlace() {
			Verdict verdict = this.history.sent("a", 0, 0).scan("0:0:z").verdict();
			assertThat(verdict.finding("lost-write").count()).isZero();
			assertThat(verdict.finding("unseen").count()).isOne();
		}

		@Test
		void isNoneWhenALaterOneIsOfAnotherPartition() {
			this.history.sent("a", 0, 0).sent("b", 1, 7).poll("c", "0:0:a").scan("1:7:b").log(1, 7, 8);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWithoutAnOffsetWhenOnlyALaterOneIsThere() {
			Verdict verdict = this.history.sent("a", 0, -1).scan("0:9:z").verdict();
			assertThat(verdict.finding("lost-write").count()).isZero();
		}

		@Test
		void isAtThePolledOffsetWhereTheAcknowledgementHasNone() {
			this.history.sent("a", 0, -1).poll("c", "0:0:a").scan("0:9:z");
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isAcknowledgedInOnePartitionAndFoundInAnother() {
			this.history.invoke("p", "a", 0).ok("p", "a", 1, 0).scan("0:0:a").log(0, 0, 1).log(1, 0, 1);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isNoneWhenItWasAcknowledgedAfterTheLogHadBeenRead() {
			this.history.invoke("p", "a", 0).scan().log(0, 0, 0).ok("p", "a", 0, 0);
			FindingAssert.of(this.history).holdsOnly("unseen", 1, "a");
			TestHistory commit = TestHistory.of(1).invoke("p", "a", 0, "t").ok("p", "a", 0, 0);
			commit.scanCommitted().log(0, 0, 2).committed("t");
			FindingAssert.of(commit).holdsOnly("unseen", 1, "a");
		}

		@Test
		void isNoneBehindAnOpenTransaction() {
			this.history.sent("a", 0, 0).sent("b", 0, -1).scan("0:0:a", "0:1:b").scanCommitted().log(0, 0, 2);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isGoneFromBothScansThoughATransactionIsOpen() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b").scanCommitted().log(0, 0, 2);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isNoneWhenItIsElsewhereThanWasSaid() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b", "0:2:a").log(0, 0, 3);
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
		}

		@Test
		void isNoneWhenItFailedOrIsUnknown() {
			this.history.invoke("p", "a", 0).info("p", "a").invoke("p", "b", 0).fail("p", "b").invoke("p", "c", 0);
			this.history.sent("d", 0, 9).scan("0:9:d").log(0, 0, 10);
			FindingAssert.of(this.history).holdsNothing();
		}

	}

	@Nested
	class WhatRetentionRemoved {

		private final TestHistory history = LogAnomaliesTests.this.history.expect("lost-write = 0");

		@Test
		void isNotJudgedBelowTheStartOfTheLogDeliveredOrNot() {
			this.history.sent("x", 0, 2).sent("a", 0, 3).poll("c", "0:3:a").sent("b", 0, 4).scan("0:4:b").log(0, 4, 5);
			notJudged(2);
		}

		@Test
		void isNotJudgedWithoutAnOffset() {
			this.history.assign("c", List.of(0), 0, 0).sent("a", 0, -1).sent("b", 0, 4).scan("0:4:b").log(0, 4, 5);
			notJudged(1);
		}

		@Test
		void isNotJudgedWhereNothingNamesAPlace() {
			this.history.sent("a", 0, -1).scan().log(0, 4, 4);
			notJudged(1);
		}

		@Test
		void isNotJudgedAtThePolledOffset() {
			this.history.sent("a", 0, -1).poll("c", "0:3:a").scan().log(0, 4, 4);
			notJudged(1);
		}

		@Test
		void isNoneAtOrAboveTheStart() {
			this.history.sent("a", 0, 4).scan().log(0, 4, 5);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
			TestHistory old = TestHistory.of(1).assign("c", List.of(0), 0, 1_000).sent("a", 0, -1);
			FindingAssert.of(old.scan().log(0, 1_000, 1_000)).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isNoneWhenAScanHoldsItStill() {
			this.history.sent("a", 0, 3).scan("0:3:a").scanCommitted("0:4:b").log(0, 4, 5);
			assertThat(this.history.verdict().sends().notJudged()).isZero();
			FindingAssert.of(this.history).holdsNothing();
		}

		private void notJudged(long count) {
			Verdict verdict = this.history.verdict();
			assertThat(verdict.sends().notJudged()).isEqualTo(count);
			assertThat(verdict.finding("lost-write").count()).isZero();
			assertThat(verdict.finding("unseen").count()).isZero();
			assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
			assertThat(verdict.reasons())
				.contains("Retention removed emails before they could be judged: " + count + ".");
		}

	}

	@Nested
	class LostReads {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isOfUnknownOutcomeDeliveredAndGone() {
			this.history.invoke("p", "a", 0).info("p", "a").poll("c", "0:0:a").sent("z", 0, 1).scan("0:1:z");
			FindingAssert.of(this.history.log(0, 0, 2)).holdsOnly("lost-read", 1, "a");
			assertThat(this.history.verdict().finding("lost-read").examples()).containsExactly(new Example(List.of("a"),
					List.of(0), List.of(0L), List.of(1_000_000L, 3_000_000L), List.of(2L, 3L, 4L)));
		}

		@Test
		void isOfASendThatNeverCompleted() {
			this.history.invoke("p", "a", 0).poll("c", "0:0:a").scan().log(0, 0, 0);
			FindingAssert.of(this.history).holdsOnly("lost-read", 1, "a");
		}

		@Test
		void isALostWriteWhenItWasAcknowledged() {
			this.history.sent("a", 0, 0).poll("c", "0:0:a").scan().log(0, 0, 0);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

		@Test
		void isNoneBelowTheStartOfTheLog() {
			this.history.invoke("p", "a", 0).info("p", "a").poll("c", "0:3:a").scan().log(0, 4, 4);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhenItWasPolledAfterTheLogHadBeenRead() {
			this.history.invoke("p", "a", 0).info("p", "a").scan().log(0, 0, 0).poll("c", "0:0:a");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhereTheLogWasNotReadToItsEnd() {
			this.history.invoke("p", "a", 0).info("p", "a").poll("c", "0:0:a").scan("0:1:z");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhenEitherScanHoldsItAnywhereInThePartition() {
			this.history.invoke("p", "a", 0).info("p", "a").poll("c", "0:0:a").scan("0:0:a").scanCommitted();
			FindingAssert.of(this.history.log(0, 0, 1)).holdsNothing();
		}

		@Test
		void isNoneWhenItWasReadUncommittedInsideATransaction() {
			this.history.invoke("p", "a", 0, "t").ok("p", "a", 0, 0).poll("c", "0:0:a").scan().log(0, 0, 1);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isOneWhenItWasReadCommittedInsideATransaction() {
			TestHistory committed = TestHistory.of(1).readingCommitted().invoke("p", "a", 0, "t").info("p", "a");
			committed.tx("t", "commit", Event.Type.INVOKE).poll("c", "0:0:a").scanCommitted().log(0, 0, 1);
			FindingAssert.of(committed).holdsOnly("lost-read", 1, "a");
		}

		@Test
		void failsOnlyARunThatExpectsNone() {
			this.history.expect("lost-write = 0").sent("z", 0, 1).invoke("p", "a", 0).poll("c", "0:0:a").scan("0:1:z");
			assertThat(this.history.log(0, 0, 2).scan().log(1, 0, 0).verdict().outcome()).isEqualTo(Outcome.PASS);
		}

	}

	@Nested
	class UnseenOnes {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isInNoScanAndNoPoll() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a");
			FindingAssert.of(this.history).holdsOnly("unseen", 1, "b");
		}

		@Test
		void isNoneWhenItIsInAPollAlone() {
			FindingAssert.of(this.history.sent("a", 0, 0).poll("c", "0:0:a")).holdsNothing();
		}

		@Test
		void isNoneWhenItIsInAScanAlone() {
			FindingAssert.of(this.history.sent("a", 0, 0).scan("0:0:a")).holdsNothing();
		}

		@Test
		void isNoneWhenItIsALostWriteAlready() {
			this.history.sent("a", 0, 0).scan().log(0, 0, 0);
			FindingAssert.of(this.history).holdsOnly("lost-write", 1, "a");
		}

	}

	@Nested
	class Duplicates {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isAtTwoOffsets() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a", "0:1:b", "0:2:a");
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
			assertThat(this.history.verdict().finding("duplicate").examples().get(0).offsets()).containsExactly(0L, 2L);
		}

		@Test
		void isAtTheSameOffsetOfTwoPartitions() {
			this.history.sent("a", 0, 5).scan("0:5:a").scan("1:5:a");
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
		}

		@Test
		void isOneIdHoweverOftenItIsThere() {
			this.history.sent("a", 0, 0).scan("0:0:a", "0:1:a", "0:2:a", "0:3:a");
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
		}

		@Test
		void isInBothScansAtDifferentPlaces() {
			this.history.sent("a", 0, 0).scan("0:0:a").scanCommitted("0:1:a");
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
		}

		@Test
		void isOfUnknownOutcomeAndThereTwice() {
			this.history.invoke("p", "a", 0).info("p", "a").scan("0:0:a", "0:1:a");
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
		}

		@Test
		void isFoundHoweverHighTheOffsetsAre() {
			long far = 1L << 52;
			this.history.sent("a", 0, far).scan("0:" + far + ":a", "0:" + (far / 2) + ":a");
			FindingAssert.of(this.history).holdsOnly("duplicate", 1, "a");
		}

		@Test
		void showsTheFirstPlaceWhereTheAcknowledgementNamedAnother() {
			this.history.invoke("p", "a", 1).info("p", "a").scan("0:4:a", "0:5:a");
			assertThat(this.history.verdict().finding("duplicate").examples()).containsExactly(new Example(List.of("a"),
					List.of(0, 0), List.of(4L, 5L), List.of(1_000_000L, 3_000_000L, 3_000_000L), List.of(2L, 4L)));
		}

		@Test
		void isNoneWhenBothScansHoldTheSamePlace() {
			this.history.sent("a", 0, 0).scan("0:0:a").scanCommitted("0:0:a").scan("0:0:a");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhenAnUnknownSendWasStoredOnce() {
			this.history.invoke("p", "a", 0).info("p", "a").poll("c", "0:0:a").scan("0:0:a").log(0, 0, 1);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhenOnlyTheConsumerSawItTwice() {
			this.history.sent("a", 0, 0).assign("c", List.of(0), 0, 0).poll("c", "0:0:a");
			this.history.assign("c", List.of()).assign("c", List.of(0), 0, 0).poll("c", "0:0:a").scan("0:0:a");
			FindingAssert.of(this.history).holdsNothing();
			assertThat(this.history.verdict().deliveries()).isEqualTo(new Verdict.Deliveries(0, 0, 1, 2));
		}

		@Test
		void isNoneWhenRecordsWithoutAnIdAreMany() {
			FindingAssert.of(this.history.scan("0:0:", "0:1:", "0:2:")).holdsNothing();
		}

	}

	@Nested
	class InconsistentPlaces {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isAcknowledgedForOneAndScannedAsAnother() {
			this.history.sent("a", 0, 0).scan("0:0:b");
			assertThat(this.history.verdict().finding("inconsistent-offsets").examples().get(0).ids())
				.containsExactly("a", "b");
			FindingAssert.of(this.history.log(0, 0, 1)).holdsOnceEach("inconsistent-offsets", "lost-write");
		}

		@Test
		void isAcknowledgedForTwo() {
			this.history.invoke("p", "a", 0).invoke("q", "b", 0).ok("p", "a", 0, 0).ok("q", "b", 0, 0);
			this.history.poll("c", "0:0:a");
			assertThat(this.history.verdict().finding("inconsistent-offsets").examples().get(0).ids())
				.containsExactly("a", "b");
			FindingAssert.of(this.history).holdsOnceEach("inconsistent-offsets", "unseen");
		}

		@Test
		void isPolledAsOneAndScannedAsAnother() {
			FindingAssert.of(this.history.poll("c", "0:0:a").scan("0:0:b"))
				.holdsOnly("inconsistent-offsets", 1, "a", "b");
		}

		@Test
		void isOnePlaceHoweverManyIdsItHeld() {
			FindingAssert.of(this.history.poll("c", "0:0:a").scan("0:0:b").scanCommitted("0:0:c"))
				.holdsOnly("inconsistent-offsets", 1, "a", "b");
		}

		@Test
		void isNoneAtTheSameOffsetOfAnotherPartitionNorFarAway() {
			this.history.sent("a", 0, 0).sent("b", 1, 0).sent("c", 0, 1L << 20).sent("d", 0, 1L << 40);
			this.history.scan("0:0:a", "1:0:b", "0:1048576:c", "0:1099511627776:d");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWithoutAnIdOrAnOffset() {
			FindingAssert.of(this.history.sent("a", 0, -1).poll("c", "0:0:").scan("0:0:a")).holdsNothing();
		}

	}

	@Nested
	class ForeignRecords {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void areCountedOnceEachAndAreNoAnomaly() {
			this.history.sent("a", 0, 0).scan("0:0:a", "0:1:x", "1:0:").scanCommitted("0:0:a", "0:1:x", "1:0:");
			assertThat(this.history.verdict().sends().foreignRecords()).isEqualTo(2);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void areNoneOfTheWarmUpOrOfThePollsAlone() {
			this.history.invoke("p", "a", 0).fail("p", "a").scan("0:1:warm-up-1").poll("c", "0:3:x");
			assertThat(this.history.verdict().sends().foreignRecords()).isZero();
		}

	}

}
