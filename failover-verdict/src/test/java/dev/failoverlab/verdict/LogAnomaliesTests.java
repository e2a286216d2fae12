package dev.failoverlab.verdict;

import java.util.List;

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
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "a");
			assertThat(this.history.verdict().finding(Anomaly.LOST_WRITE).examples()).containsExactly(new Example(
					List.of("a"), List.of(0), List.of(0L), List.of(1_000_000L, 2_000_000L), List.of(2L, 3L)));
		}

		@Test
		void isMissingAtTheEndOfALogThatWasReadToItsEnd() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a").log(0, 0, 1);
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "b");
		}

		@Test
		void hasNoOffsetAndIsMissingInACompleteScan() {
			this.history.sent("a", 0, -1).scan("0:0:z").log(0, 0, 1);
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "a");
		}

		@Test
		void wasDeliveredAndIsGoneFromTheLog() {
			this.history.sent("a", 0, 0).poll("c", "0:0:a").scan().log(0, 0, 0);
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "a");
		}

		@Test
		void isJudgedByTheCommittedScanWhereThereIsOne() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a", "0:1:b").scanCommitted("0:1:b");
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "a");
		}

		@Test
		void isJudgedByThePollsWhereThereIsNoScan() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).poll("c", "0:1:b");
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "a");
		}

		@Test
		void isNoneWhenTheScanDidNotGetThatFar() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).poll("c", "0:0:a", "0:1:b").scan("0:0:a");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneYetWhenTheScanEndsWithAnotherInItsPlace() {
			Verdict verdict = this.history.sent("a", 0, 0).scan("0:0:z").verdict();
			assertThat(verdict.finding(Anomaly.LOST_WRITE).count()).isZero();
			assertThat(verdict.finding(Anomaly.UNSEEN).count()).isOne();
		}

		@Test
		void isNoneWhenALaterOneIsOfAnotherPartition() {
			this.history.sent("a", 0, 0).sent("b", 1, 7).poll("c", "0:0:a").scan("1:7:b").log(1, 7, 8);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWithoutAnOffsetWhenOnlyALaterOneIsThere() {
			this.history.sent("a", 0, -1).poll("c", "0:0:a").scan("0:9:z");
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneBelowTheStartOfTheLog() {
			this.history.sent("a", 0, 3).poll("c", "0:3:a").sent("b", 0, 4).scan("0:4:b").log(0, 4, 5);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhenNobodyKnowsOrItFailed() {
			this.history.invoke("p", "a", 0).info("p", "a").invoke("p", "b", 0).fail("p", "b").invoke("p", "c", 0);
			this.history.sent("d", 0, 9).scan("0:9:d").log(0, 0, 10);
			FindingAssert.of(this.history).holdsNothing();
		}

		@Test
		void isNoneWhenItIsElsewhereThanWasSaid() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b", "0:2:a").log(0, 1, 3);
			FindingAssert.of(this.history).holdsNothing();
		}

	}

	@Nested
	class UnseenOnes {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isInNoScanAndNoPoll() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.UNSEEN, 1, "b");
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
			FindingAssert.of(this.history).holdsOnly(Anomaly.LOST_WRITE, 1, "a");
		}

	}

	@Nested
	class Duplicates {

		private final TestHistory history = LogAnomaliesTests.this.history;

		@Test
		void isAtTwoOffsets() {
			this.history.sent("a", 0, 0).sent("b", 0, 1).scan("0:0:a", "0:1:b", "0:2:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.DUPLICATE, 1, "a");
			assertThat(this.history.verdict().finding(Anomaly.DUPLICATE).examples().get(0).offsets())
				.containsExactly(0L, 2L);
		}

		@Test
		void isAtTheSameOffsetOfTwoPartitions() {
			this.history.sent("a", 0, 5).scan("0:5:a").scan("1:5:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.DUPLICATE, 1, "a");
		}

		@Test
		void isOneIdHoweverOftenItIsThere() {
			this.history.sent("a", 0, 0).scan("0:0:a", "0:1:a", "0:2:a", "0:3:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.DUPLICATE, 1, "a");
		}

		@Test
		void isInBothScansAtDifferentPlaces() {
			this.history.sent("a", 0, 0).scan("0:0:a").scanCommitted("0:1:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.DUPLICATE, 1, "a");
		}

		@Test
		void isOfUnknownOutcomeAndThereTwice() {
			this.history.invoke("p", "a", 0).info("p", "a").scan("0:0:a", "0:1:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.DUPLICATE, 1, "a");
		}

		@Test
		void isFoundHoweverHighTheOffsetsAre() {
			long far = 1L << 52;
			this.history.sent("a", 0, far).scan("0:" + far + ":a", "0:" + (far / 2) + ":a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.DUPLICATE, 1, "a");
		}

		@Test
		void showsTheFirstPlaceWhereTheAcknowledgementNamedAnother() {
			this.history.invoke("p", "a", 1).info("p", "a").scan("0:4:a", "0:5:a");
			assertThat(this.history.verdict().finding(Anomaly.DUPLICATE).examples())
				.containsExactly(new Example(List.of("a"), List.of(0, 0), List.of(4L, 5L),
						List.of(1_000_000L, 3_000_000L, 3_000_000L), List.of(2L, 4L)));
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
			this.history.sent("a", 0, 0).scan("0:0:b", "0:1:a");
			FindingAssert.of(this.history).holdsOnly(Anomaly.INCONSISTENT_OFFSETS, 1, "a", "b");
		}

		@Test
		void isAcknowledgedForTwo() {
			this.history.invoke("p", "a", 0).invoke("q", "b", 0).ok("p", "a", 0, 0).ok("q", "b", 0, 0);
			this.history.poll("c", "0:1:a", "0:2:b");
			FindingAssert.of(this.history).holdsOnly(Anomaly.INCONSISTENT_OFFSETS, 1, "a", "b");
		}

		@Test
		void isPolledAsOneAndScannedAsAnother() {
			FindingAssert.of(this.history.poll("c", "0:0:a").scan("0:0:b"))
				.holdsOnly(Anomaly.INCONSISTENT_OFFSETS, 1, "a", "b");
		}

		@Test
		void isOnePlaceHoweverManyIdsItHeld() {
			FindingAssert.of(this.history.poll("c", "0:0:a").scan("0:0:b").scanCommitted("0:0:c"))
				.holdsOnly(Anomaly.INCONSISTENT_OFFSETS, 1, "a", "b");
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

}
