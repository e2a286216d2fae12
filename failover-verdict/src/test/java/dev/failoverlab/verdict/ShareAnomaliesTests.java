package dev.failoverlab.verdict;

import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What members of a share group are handed and answer, and what that says of Kafka. */
class ShareAnomaliesTests {

	private static final String RELEASE = Event.Acknowledge.RELEASE;

	private static final String ACCEPT = Event.Acknowledge.ACCEPT;

	private final TestHistory history = TestHistory.of(1)
		.with(Map.of("group_type", "share"))
		.config(Map.of(), Map.of("group.share.delivery.count.limit", "5"))
		.sent("a", 0, 0);

	@Nested
	class AnAcknowledgementIsLost {

		@Test
		void whenWhatWasAcceptedWithoutAnErrorComesAgain() {
			history.acquire("m", "0:0:a:1").accepted("m", "0:0:a").acquire("n", "0:0:a:2").accepted("n", "0:0:a");
			FindingAssert.of(history).holdsOnly("lost-acknowledgement", 1, "a");
		}

		@Test
		void whenWhatWasRejectedWithoutAnErrorComesAgain() {
			history.acquire("m", "0:0:a:1").answer("m", Event.Acknowledge.REJECT, "0:0:a").taken("m", "0:0:a");
			FindingAssert.of(history.acquire("m", "0:0:a:1").accepted("m", "0:0:a"))
				.holdsOnly("lost-acknowledgement", 1, "a");
		}

		@Test
		void notWhenTheNextDeliveryMayBeOlderThanTheOutcome() {
			history.acquire("m", "0:0:a:1").answer("m", ACCEPT, "0:0:a").acquire("n", "0:0:a:2").taken("m", "0:0:a");
			FindingAssert.of(history.accepted("n", "0:0:a")).holdsOnly("redelivery-outdated", 1, "a");
		}

		@Test
		void andTheExampleNamesTheLines() {
			history.acquire("m", "0:0:a:1").accepted("m", "0:0:a").acquire("n", "0:0:a:2").accepted("n", "0:0:a");
			Verdict.Example example = history.verdict().finding("lost-acknowledgement").examples().get(0);
			assertThat(example.lines()).containsExactly(5L, 6L, 7L, 8L, 9L);
			assertThat(new LostAcknowledgement().sentence(example)).isEqualTo("Email a at offset 0 of partition 0 was"
					+ " delivered at 0.004 s and acknowledged without an error, and was delivered again at 0.007 s.");
		}

		/** Its client had it from the former leader, and handed it over late. */
		@Test
		void notWhenTheNextDeliveryCannotBeAcknowledged() {
			history.report(1, 0, 1, 4, 1, 2, 3).report(2, 0, 2, 5, 2, 3).acquire("m", "0:0:a:1");
			history.accepted("m", "0:0:a").acquire("n", "0:0:a:1").answer("n", ACCEPT, "0:0:a");
			FindingAssert.of(history.refusedAnswer("n", "0:0:a")).holdsOnly("redelivery-outdated", 1, "a");
		}

		@Test
		void notWhenItsOutcomeWasAnError() {
			history.acquire("m", "0:0:a:1").answer("m", ACCEPT, "0:0:a").refusedAnswer("m", "0:0:a");
			FindingAssert.of(history.acquire("n", "0:0:a:2")).holdsOnly("redelivery-acknowledgement-failed", 1, "a");
		}

		/** The one success is that of the second delivery, as far as anyone can tell. */
		@Test
		void notWhenTheSuccessMayBelongToTheNextDelivery() {
			history.acquire("m", 1L, "0:0:a:1").answer("m", ACCEPT, "0:0:a");
			history.acquire("m", 1L, "0:0:a:2").answer("m", ACCEPT, "0:0:a").taken("m", "0:0:a");
			FindingAssert.of(history).holdsOnceEach("redelivery-lock-expired", "unanswered-acknowledgement");
		}

		@Test
		void notWhenBothDeliveriesAreSettledInTheirOrder() {
			history.acquire("m", "0:0:a:1").answer("m", ACCEPT, "0:0:a").acquire("m", "0:0:a:2");
			history.answer("m", ACCEPT, "0:0:a").refusedAnswer("m", "0:0:a").taken("m", "0:0:a");
			FindingAssert.of(history).holdsOnly("redelivery-acknowledgement-failed", 1, "a");
		}

	}

	@Nested
	class ADeliveryAgain {

		@Test
		void isOfAReleasedRecord() {
			history.acquire("m", "0:0:a:1").answer("m", RELEASE, "0:0:a").taken("m", "0:0:a");
			FindingAssert.of(history.acquire("n", "0:0:a:2").accepted("n", "0:0:a"))
				.holdsOnly("redelivery-released", 1, "a");
		}

		@Test
		void isOfAnExpiredLock() {
			history.acquire("m", 2L, "0:0:a:1").phase(Event.Phase.LOAD).acquire("n", 2L, "0:0:a:2");
			FindingAssert.of(history).holdsOnly("redelivery-lock-expired", 1, "a");
		}

		@Test
		void isUnexplainedBeforeTheLockExpires() {
			history.acquire("m", 3L, "0:0:a:1").phase(Event.Phase.LOAD).acquire("n", 3L, "0:0:a:2");
			FindingAssert.of(history).holdsOnly("redelivery-unexplained", 1, "a");
		}

		@Test
		void isUnexplainedWhenTheLockIsNotKnown() {
			history.acquire("m", (Long) null, "0:0:a:1").at(90_000).acquire("n", (Long) null, "0:0:a:2");
			FindingAssert.of(history).holdsOnly("redelivery-unexplained", 1, "a");
		}

		@Test
		void isOfAMemberThatEnded() {
			history.acquire("m", "0:0:a:1").leave("m").acquire("n", "0:0:a:2");
			FindingAssert.of(history).holdsOnly("redelivery-member-ended", 1, "a");
		}

		@Test
		void isOfNoMemberThatEndedElsewhere() {
			history.leave("m").acquire("m", "0:0:a:1").leave("n").acquire("n", "0:0:a:2").leave("m");
			FindingAssert.of(history).holdsOnly("redelivery-unexplained", 1, "a");
		}

		@Test
		void isOfANewLeader() {
			history.report(1, 0, 1, 4, 1, 2, 3).acquire("m", "0:0:a:1").acquire("n", "0:0:a:1");
			FindingAssert.of(history.report(2, 0, 2, 5, 2, 3)).holdsOnly("redelivery-leader-changed", 1, "a");
		}

		@Test
		void isOfALeaderThatWasRestarted() {
			history.report(1, 0, 1, 4, 1, 2, 3).acquire("m", "0:0:a:1").report(1, 0, 1, 5, 1, 2, 3);
			FindingAssert.of(history.acquire("n", "0:0:a:1")).holdsOnly("redelivery-leader-changed", 1, "a");
		}

		@Test
		void isOfNoLeaderThatWasElectedBefore() {
			history.report(1, 0, 1, 4, 1, 2, 3).report(2, 0, 2, 5, 2, 3).acquire("m", "0:0:a:1");
			FindingAssert.of(history.acquire("n", "0:0:a:1")).holdsOnly("redelivery-unexplained", 1, "a");
		}

		@Test
		void countsForEachPairOfDeliveries() {
			history.acquire("m", "0:0:a:1").answer("m", RELEASE, "0:0:a").taken("m", "0:0:a").acquire("n", "0:0:a:2");
			history.answer("n", RELEASE, "0:0:a").acquire("m", "0:0:a:3").accepted("m", "0:0:a");
			FindingAssert.of(history).holdsOnly("redelivery-released", 2, "a", "a");
		}

	}

	@Nested
	class AnAcknowledgementWithoutAnOutcome {

		@Test
		void isFoundByALaterOneThatHasOne() {
			history.sent("b", 0, 1).acquire("m", "0:0:a:1", "0:1:b:1").answer("m", ACCEPT, "0:0:a");
			FindingAssert.of(history.accepted("m", "0:1:b")).holdsOnly("unanswered-acknowledgement", 1, "a");
		}

		@Test
		void mayStillComeWhenNothingLaterHasOne() {
			history.sent("b", 0, 1).acquire("m", "0:0:a:1", "0:1:b:1").accepted("m", "0:1:b");
			FindingAssert.of(history.answer("m", ACCEPT, "0:0:a")).holdsNothing();
		}

		@Test
		void isNoMatterOfOtherMembers() {
			history.sent("b", 0, 1).acquire("m", "0:0:a:1").acquire("n", "0:1:b:1").answer("m", ACCEPT, "0:0:a");
			FindingAssert.of(history.accepted("n", "0:1:b")).holdsNothing();
		}

	}

	@Test
	void aDeliveryAtTheLimitIsFineAndOneBeyondIsNot() {
		history.acquire("m", "0:0:a:5").answer("m", RELEASE, "0:0:a").acquire("m", "0:0:a:6");
		FindingAssert.of(history).holdsOnceEach("delivery-beyond-limit", "redelivery-released");
	}

	@Test
	void theLimitIsNotGuessed() {
		TestHistory unknown = TestHistory.of(1).acquire("m", "0:0:a:6");
		assertThat(unknown.verdict().finding("delivery-beyond-limit").count()).isNull();
	}

	@Test
	void whatIsLostAndWhatIsNeverDeliveredIsJudgedAsEver() {
		history.sent("b", 0, 1).sent("c", 0, 2).acquire("m", "0:2:c:1").accepted("m", "0:2:c");
		Verdict verdict = history.scan("0:0:a", "0:2:c").log(0, 0, 3).verdict();
		assertThat(verdict.finding("lost-write").examples().get(0).ids()).containsExactly("b");
		assertThat(verdict.deliveries()).isEqualTo(new Verdict.Deliveries(2, 1, 0, 1));
	}

	@Test
	void noOrderIsExpectedOfMembers() {
		history.sent("b", 0, 1).sent("c", 0, 2).acquire("m", "0:2:c:1", "0:0:a:1").acquire("n", "0:1:b:1");
		history.scan("0:0:a", "0:1:b", "0:2:c");
		FindingAssert.of(history).holdsNothing();
		assertThat(PlantedAnomaliesTests.words(history)).contains("lost-write", "lost-acknowledgement")
			.doesNotContain("poll-skip", "nonmonotonic-poll", "int-poll-skip", "int-nonmonotonic-poll");
	}

	@Test
	void otherGroupsAreJudgedAsBefore() {
		TestHistory other = TestHistory.of(1).sent("a", 0, 0).poll("c", "0:0:a").scan("0:0:a").log(0, 0, 1);
		assertThat(PlantedAnomaliesTests.words(other)).contains("poll-skip")
			.doesNotContain("lost-acknowledgement", "redelivery-released");
		assertThat(other.verdict().share()).isNull();
	}

	@Test
	void whatMembersDidIsCounted() {
		history.sent("b", 0, 1).sent("c", 0, 2).acquire("m", "0:0:a:1", "0:1:b:1", "0:2:c:1");
		history.accepted("m", "0:0:a").answer("m", RELEASE, "0:1:b").refusedAnswer("m", "0:1:b");
		history.answer("m", Event.Acknowledge.REJECT, "0:2:c");
		assertThat(history.verdict().share()).isEqualTo(new Verdict.ShareCounts(3, 1, 1, 1, 1, 1, 1));
	}

	@Test
	void anAnswerToARecordThatTheMemberWasNotHandedIsAContradiction() {
		history.acquire("m", "0:0:a:1").answer("n", ACCEPT, "0:0:a");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(history::verdict)
			.withMessageContaining("Line 6")
			.withMessageContaining("acknowledges offset 0 of partition 0, which n was not handed");
	}

	@Test
	void anOutcomeWithoutAnAnswerIsAContradiction() {
		history.acquire("m", "0:0:a:1").accepted("m", "0:0:a").taken("m", "0:0:a");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(history::verdict)
			.withMessageContaining("Line 8")
			.withMessageContaining("never made, or is complete already");
	}

}
