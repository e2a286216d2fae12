package dev.failoverlab.verdict;

import java.util.List;

import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollAnomaliesTests {

	private final TestHistory history = TestHistory.of(2);

	@Test
	void aRecordLeftOutBetweenTwoPollsIsASkip() {
		this.history.poll("c", "0:0:a").poll("c", "0:2:c").scan("0:0:a", "0:1:b", "0:2:c");
		FindingAssert.of(this.history).holdsOnly("poll-skip", 1, "a", "c");
	}

	@Test
	void aRecordLeftOutWithinAPollIsAnInternalSkip() {
		this.history.poll("c", "0:0:a", "0:2:c").scan("0:0:a", "0:1:b", "0:2:c");
		FindingAssert.of(this.history).holdsOnly("int-poll-skip", 1, "a", "c");
	}

	@Test
	void aRecordLeftOutBeforeTheFirstIsJudgedByThePosition() {
		this.history.assign("c", List.of(0), 0, 0).poll("c", "0:1:b").scan("0:0:a", "0:1:b");
		FindingAssert.of(this.history).holdsOnly("poll-skip", 1, "b");
	}

	@Test
	void aGapLeftByATransactionMarkerIsNoSkip() {
		this.history.poll("c", "0:0:a").poll("c", "0:2:c", "0:4:d").scan("0:0:a", "0:2:c", "0:4:d").log(0, 0, 5);
		FindingAssert.of(this.history).holdsNothing();
	}

	@Test
	void aGapIsJudgedByTheScanInTheConsumersIsolation() {
		TestHistory committed = TestHistory.of(1).readingCommitted();
		committed.poll("c", "0:0:a").poll("c", "0:2:c").scan("0:0:a", "0:1:aborted", "0:2:c");
		FindingAssert.of(committed.scanCommitted("0:0:a", "0:2:c")).holdsNothing();
	}

	@Test
	void aGapThatNoScanInTheConsumersIsolationCanTellOfIsNotKnown() {
		TestHistory committed = TestHistory.of(1).readingCommitted().expect("poll-skip = 0");
		committed.poll("c", "0:0:a").poll("c", "0:2:c").scan("0:0:a", "0:1:b", "0:2:c");
		assertThat(committed.verdict().finding("poll-skip").count()).isNull();
		assertThat(committed.verdict().expectations())
			.containsExactly(new Verdict.Met("poll-skip = 0", "not observed", false));
	}

	@Test
	void goingBackBetweenTwoPollsIsNonmonotonic() {
		this.history.poll("c", "0:0:a", "0:1:b").poll("c", "0:0:a");
		FindingAssert.of(this.history).holdsOnly("nonmonotonic-poll", 1, "b", "a");
	}

	@Test
	void standingStillIsNonmonotonicToo() {
		FindingAssert.of(this.history.poll("c", "0:1:b").poll("c", "0:1:b"))
			.holdsOnly("nonmonotonic-poll", 1, "b", "b");
	}

	@Test
	void goingBackWithinAPollIsInternal() {
		FindingAssert.of(this.history.poll("c", "0:1:b", "0:0:a")).holdsOnly("int-nonmonotonic-poll", 1, "b", "a");
	}

	@Test
	void startingBelowThePositionIsNonmonotonic() {
		this.history.assign("c", List.of(0), 0, 5).poll("c", "0:4:a");
		FindingAssert.of(this.history).holdsOnly("nonmonotonic-poll", 1, "a");
	}

	@Test
	void aRepeatAfterTheLossOfThePartitionIsAtLeastOnce() {
		this.history.assign("c", List.of(0, 1), 0, 0, 1, 0).poll("c", "0:0:a", "0:1:b");
		this.history.assign("c", List.of(1)).assign("c", List.of(0, 1), 0, 0).poll("c", "0:0:a", "0:1:b");
		FindingAssert.of(this.history.scan("0:0:a", "0:1:b")).holdsNothing();
	}

	@Test
	void aSkipAfterTheLossOfThePartitionIsJudgedByThePosition() {
		this.history.assign("c", List.of(0), 0, 0).poll("c", "0:0:a").assign("c", List.of());
		this.history.assign("c", List.of(0), 0, 1).poll("c", "0:2:c").scan("0:0:a", "0:1:b", "0:2:c");
		FindingAssert.of(this.history).holdsOnly("poll-skip", 1, "c");
	}

	@Test
	void aPositionFurtherOnIsNoSkip() {
		this.history.assign("c", List.of(0), 0, 0).poll("c", "0:0:a").assign("c", List.of());
		this.history.assign("c", List.of(0), 0, 2).poll("c", "0:2:c").scan("0:0:a", "0:1:b", "0:2:c");
		FindingAssert.of(this.history).holdsNothing();
	}

	@Test
	void aPartitionThatIsKeptKeepsItsPlaceWhateverThePositionSays() {
		this.history.assign("c", List.of(0), 0, 0).poll("c", "0:0:a", "0:1:b");
		this.history.assign("c", List.of(0, 1), 0, 0, 1, 0).poll("c", "0:0:a");
		FindingAssert.of(this.history).holdsOnly("nonmonotonic-poll", 1, "b", "a");
	}

	@Test
	void aPartitionGotWithoutAPositionHasNoNeighbour() {
		this.history.assign("c", List.of(0), 0, 0).poll("c", "0:0:a", "0:1:b").assign("c", List.of());
		this.history.assign("c", List.of(0)).poll("c", "0:7:h").scan("0:0:a", "0:1:b", "0:2:c", "0:7:h");
		FindingAssert.of(this.history).holdsNothing();
	}

	@Test
	void processesAndPartitionsAreApart() {
		this.history.poll("c", "0:5:a", "1:0:x", "0:6:b").poll("d", "0:5:a", "0:6:b").poll("c", "1:1:y");
		FindingAssert.of(this.history.scan("0:5:a", "0:6:b", "1:0:x", "1:1:y")).holdsNothing();
	}

	@Test
	void recordsWithoutAnIdAreNeighboursToo() {
		this.history.poll("c", "0:0:a", "0:1:", "0:2:c").scan("0:0:a", "0:1:", "0:2:c");
		FindingAssert.of(this.history).holdsNothing();
	}

}
