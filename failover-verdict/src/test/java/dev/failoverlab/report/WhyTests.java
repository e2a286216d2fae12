package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Explanation;
import dev.failoverlab.verdict.LiveExplanations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each cause, as the sentence that is made of a history. */
class WhyTests {

	private static final Map<String, String> TIMES = Map.of("broker.session.timeout.ms", "9000",
			"broker.heartbeat.interval.ms", "2000", "replica.fetch.backoff.ms", "1000");

	private TestHistory history = TestHistory.of(1);

	@BeforeEach
	void allAcknowledge() {
		begin(1, "all");
	}

	@Test
	void aKilledLeaderThatWasTheActiveController() {
		stop("kill", 1);
		this.history.at(2_600).quorum(2, 5).at(11_600).report(2, 0, 2, 6, 2, 3);
		resume(11_730);
		assertThat(sentences()).containsExactly("Writes to partition 0 stopped for 10.7 s after the kill of node 1: "
				+ "it led partition 0 and was in every ISR, and acks=all waits for every member. "
				+ "1.6 s until node 2 was elected controller, "
				+ "9.0 s until the session of node 1 ended (broker.session.timeout.ms = 9000), "
				+ "0.1 s until the producer found the new leader.");
	}

	/** Who only watches does not know why a node is silent. */
	@Test
	void aNodeThatNoLongerAnswers() {
		this.history.at(1_000).invoke("p", "x", 0).at(1_050).answers(1, false).at(11_600).report(2, 0, 2, 6, 2, 3);
		resume(11_730);
		this.history.at(20_000).answers(1, true);
		assertThat(sentences()).containsExactly("Writes to partition 0 stopped for 10.7 s after the silence of node 1: "
				+ "it led partition 0 and was in every ISR, and acks=all waits for every member. "
				+ "10.6 s until the session of node 1 ended (broker.session.timeout.ms = 9000), "
				+ "0.1 s until the producer found the new leader.");
	}

	@Test
	void aNodeThatAnswersAgainIsNotToBlame() {
		this.history.at(200).answers(1, false).at(500).answers(1, true).at(1_000).invoke("p", "x", 0);
		resume(2_000);
		assertThat(sentences().get(0)).doesNotContain("silence");
	}

	@Test
	void aFollowerThatIsPaused() {
		stop("pause", 3);
		this.history.at(9_500).report(2, 0, 1, 5, 1, 2);
		resume(9_530);
		assertThat(sentences())
			.containsExactly("Writes to partition 0 stopped for 8.5 s after the pause of node 3: it was in the ISR, "
					+ "and acks=all waits for every member. 8.5 s until the session of node 3 ended "
					+ "(broker.session.timeout.ms = 9000), 30 ms until the next acknowledgement.");
	}

	@Test
	void aLeaderThatHandsOverLeavesBeforeItsSessionEnds() {
		stop("stop", 1);
		this.history.at(1_200).report(2, 0, 2, 6, 2, 3);
		resume(1_250);
		assertThat(sentences().get(0))
			.endsWith("0.2 s until node 1 had left the ISR, 50 ms until the producer found the new leader.");
	}

	@Test
	void aFollowerIsNotToBlameWhereTheProducerDoesNotWaitForIt() {
		begin(1, "1");
		stop("kill", 3);
		resume(2_000);
		assertThat(sentences()).containsExactly("Writes to partition 0 stopped for 1.0 s during the kill of node 3; "
				+ "the history does not tell how the fault stopped them.");
	}

	@Test
	void aLostQuorum() {
		stop("kill", 1);
		this.history.at(1_010).fault(FaultChange.ASKED, "kill", 2).fault(FaultChange.BEGIN, "kill", 2);
		this.history.at(11_000).fault(FaultChange.END, "kill", 1).fault(FaultChange.END, "kill", 2);
		this.history.at(14_000).quorum(3, 7);
		resume(15_000);
		assertThat(sentences())
			.containsExactly("Writes to partition 0 stopped for 14.0 s after the kill of nodes 1 and 2: "
					+ "no controller can be elected (voters left: 1 of 3), and without one no leader and no ISR changes. "
					+ "10.0 s until the kill of node 1 was healed, 1 ms until the kill of node 2 was healed, "
					+ "3.0 s until node 3 was elected controller, "
					+ "1.0 s until the next acknowledgement; the history does not tell why so late.");
	}

	/** A restarted node cannot register before its old session has ended. */
	@Test
	void aQuorumThatIsSoonBackIsNotWhyTheLeaderIsMissed() {
		begin(1, "0");
		this.history.at(500).fault(FaultChange.ASKED, "pause", 2).fault(FaultChange.BEGIN, "pause", 2);
		this.history.fault(FaultChange.ASKED, "pause", 3).fault(FaultChange.BEGIN, "pause", 3);
		stop("kill", 1);
		this.history.at(1_200).fault(FaultChange.END, "pause", 2).fault(FaultChange.END, "pause", 3);
		this.history.at(1_300)
			.fault(FaultChange.END, "kill", 1)
			.at(1_700)
			.quorum(3, 7)
			.at(10_800)
			.report(2, 0, 2, 6, 2, 3);
		resume(11_000);
		assertThat(sentences()).singleElement()
			.asString()
			.startsWith("Writes to partition 0 stopped for 10.0 s after the kill of node 1: it was the leader")
			.contains("9.1 s until the session of node 1 ended", "0.2 s until the producer found the new leader");
	}

	@Test
	void aLeaderThatIsKilledJustAfterAFollowerWasPaused() {
		this.history.at(500).fault(FaultChange.ASKED, "pause", 3).fault(FaultChange.BEGIN, "pause", 3);
		this.history.at(1_000).invoke("p", "x", 0).at(2_990).fault(FaultChange.END, "pause", 3).at(3_000);
		this.history.fault(FaultChange.ASKED, "kill", 1)
			.fault(FaultChange.BEGIN, "kill", 1)
			.at(12_000)
			.report(2, 0, 2, 6, 2, 3);
		resume(12_100);
		assertThat(sentences()).singleElement()
			.asString()
			.contains("after the pause of node 3", "9.0 s until the session of node 1 ended");
	}

	@Test
	void aConsumerWaitsForFollowersForWhichTheProducerDidNotWait() {
		begin(1, "1");
		this.history.poll("c", "0:0:a")
			.at(500)
			.fault(FaultChange.ASKED, "pause", 3)
			.fault(FaultChange.BEGIN, "pause", 3);
		this.history.at(1_000).sent("x", 0, 1).at(9_000).poll("c", "0:1:x");
		assertThat(sentences()).containsExactly("The consumer got nothing of partition 0 for 8.0 s after the pause of "
				+ "node 3: a consumer gets a record only once every member of the ISR has it.");
	}

	@Test
	void aLostQuorumDoesNotStopALeaderThatWaitsForNoOne() {
		begin(1, "1");
		this.history.fault(FaultChange.ASKED, "pause", 2).fault(FaultChange.BEGIN, "pause", 2);
		stop("pause", 3);
		resume(1_400);
		assertThat(sentences().get(0)).doesNotContain("no controller");
	}

	@Test
	void aQuorumThatIsLostByTwoKindsOfFaults() {
		stop("kill", 1);
		this.history.at(1_010).fault(FaultChange.ASKED, "pause", 2).fault(FaultChange.BEGIN, "pause", 2);
		resume(15_000);
		assertThat(sentences().get(0)).contains("after several faults of nodes 1 and 2: no controller can be elected");
	}

	@Test
	void aQuorumWithAMajorityIsNotLost() {
		stop("kill", 3);
		resume(9_000);
		assertThat(sentences().get(0)).contains("acks=all waits for every member");
	}

	@Test
	void anIsrBelowItsMinimum() {
		stop("kill", 3);
		this.history.fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.BEGIN, "kill", 1);
		this.history.at(3_000).report(2, 0, 2, 6, 2).at(20_000).report(2, 0, 2, 6, 1, 2);
		resume(20_050);
		assertThat(sentences().get(0)).contains("voters left: 1 of 3");
		begin(1, "all");
		stop("isolate", 3);
		this.history.at(3_000).report(1, 0, 1, 5, 1).at(20_000).report(1, 0, 1, 5, 1, 2);
		resume(20_050);
		assertThat(sentences().get(0))
			.startsWith("Writes to partition 0 stopped for 19.0 s after the isolation of node 3: "
					+ "the ISR was down to 1, and min.insync.replicas = 2. ")
			.contains("17.0 s until the ISR had 2 members again");
	}

	@Test
	void aLeaderThatClientsCannotReach() {
		stop("partition-clients", 1);
		this.history.at(9_000).fault(FaultChange.END, "partition-clients", 1);
		resume(9_100);
		assertThat(sentences()).containsExactly(
				"Writes to partition 0 stopped for 8.1 s after the partition from clients of node 1: clients could not "
						+ "reach the leader of partition 0, and it stayed the leader, since the other nodes could. "
						+ "8.0 s until the partition from clients of node 1 was healed, "
						+ "0.1 s until the next acknowledgement.");
	}

	@Test
	void aFollowerThatClientsCannotReachIsNotToBlame() {
		stop("partition-clients", 3);
		resume(1_400);
		assertThat(sentences())
			.containsExactly("Writes to partition 0 stopped for 0.4 s; no event in the history explains it.");
	}

	@Test
	void leadershipThatTheLabGivesBackIsNoFault() {
		this.history.phase(Phase.RECOVER).at(100).report(2, 0, 2, 6, 1, 2, 3).at(1_000).invoke("p", "x", 0);
		this.history.at(1_020).report(2, 0, 1, 7, 1, 2, 3).at(2_100).ok("p", "x", 0, 1).phase(Phase.READ);
		assertThat(sentences())
			.containsExactly("Writes to partition 0 stopped for 1.1 s when the lab gave leadership back to node 1. "
					+ "1.1 s until the next acknowledgement (a follower may wait "
					+ "replica.fetch.backoff.ms = 1000 before it fetches from a new leader).");
	}

	@Test
	void leadershipThatMovesOutsideOfTheRecoveryIsNotTheLabs() {
		this.history.at(100).report(2, 0, 2, 6, 1, 2, 3).at(1_000).invoke("p", "x", 0);
		this.history.at(1_020).report(2, 0, 1, 7, 1, 2, 3).at(1_200).ok("p", "x", 0, 1);
		assertThat(sentences())
			.containsExactly("Writes to partition 0 stopped for 0.2 s when leadership went back to node 1.");
	}

	/** As the lab does it: the replica that shall lead is the preferred one meanwhile. */
	@Test
	void leadershipThatPlannedWorkMovesDidNotGoBack() {
		work("move of leaders", 1);
		this.history.at(1_020).report(2, 0, 2, 6, 1, 2, 3).at(1_050).fault(FaultChange.END, "work", 1);
		resume(1_200);
		assertThat(sentences()).containsExactly(
				"Writes to partition 0 stopped for 0.2 s when the move of leaders gave leadership to node 2.");
	}

	/** The leader before it is no replica any more, but did not fail. */
	@Test
	void aReassignedLeaderDidNotFail() {
		work("reassignment", 1);
		this.history.at(1_020).report(2, 0, 2, 6, 2, 3).at(1_050).fault(FaultChange.END, "work", 1);
		resume(1_200);
		assertThat(sentences()).containsExactly(
				"Writes to partition 0 stopped for 0.2 s when the reassignment gave leadership to node 2.");
	}

	/** Its broker works on: acks=all does not wait for it any longer than before. */
	@Test
	void aRemovedVoterIsStillInTheIsr() {
		work("removal of a voter", 1);
		this.history.at(1_050).fault(FaultChange.END, "work", 1);
		resume(1_400);
		assertThat(sentences()).singleElement()
			.asString()
			.contains("during the removal of a voter of node 1; the history does not tell how")
			.doesNotContain("healed");
	}

	@Test
	void aProducerWithoutMetadata() {
		this.history.at(1_000).invoke("p", "x", 0).at(2_000);
		this.history.add(Event.Send.fail(this.history.next(), "p", "x",
				"Topic email.send not present in metadata after 1000 ms."));
		this.history.at(2_100).invoke("p", "y", 0).at(2_200).ok("p", "y", 0, 1);
		assertThat(sentences())
			.containsExactly("Writes to partition 0 stopped for 1.2 s: the producer got no metadata of the topic.");
	}

	@Test
	void whatNoEventExplainsIsFoldedBelowAQuarterOfASecond() {
		for (int i = 0; i < 10; i++) {
			this.history.at(100 + 10 * i).sent("s" + i, 0, 20 + i);
		}
		for (int i = 0; i < 3; i++) {
			this.history.at(1_000 + 3_000 * i).invoke("p", "x" + i, 0);
			this.history.at(1_150 + 3_000 * i + 20 * i).ok("p", "x" + i, 0, i + 1);
		}
		this.history.at(20_000).invoke("p", "y", 0).at(20_250).ok("p", "y", 0, 9);
		assertThat(sentences()).containsExactly(
				"Writes to partition 0 stopped for 0.3 s; no event in the history explains it.",
				"3 more stops that no event explains, all shorter than 0.25 s: the longest took 0.2 s.");
		assertThat(this.history.verdict().outages()).hasSize(4);
	}

	@Test
	void theBriefReportFoldsWhatNoEventExplains() {
		for (int i = 0; i < 10; i++) {
			this.history.at(100 + 10 * i).sent("s" + i, 0, 20 + i);
		}
		for (int i = 0; i < 3; i++) {
			this.history.at(1_000 + 3_000 * i).invoke("p", "x" + i, 0);
			this.history.at(1_300 + 3_000 * i + 50 * i).ok("p", "x" + i, 0, i);
		}
		assertThat(sentences()).hasSize(3);
		assertThat(TextReport.brief(this.history.verdict(), false)).containsOnlyOnce("no event")
			.contains("  3 stops of 0.25 s or more that no event in the history explains: the longest took 0.4 s.\n");
	}

	@Test
	void aNodeThatTheIsrHadLostBeforeIsNotToBlame() {
		stop("kill", 1);
		this.history.at(2_000).report(2, 0, 2, 6, 2, 3);
		resume(2_050);
		this.history.at(5_000).invoke("p", "y", 0).at(5_400).ok("p", "y", 0, 2);
		assertThat(sentences()).last()
			.isEqualTo("Writes to partition 0 stopped for 0.4 s; no event in the history explains it.");
	}

	@Test
	void partitionsOfOneCauseAreToldTogether() {
		begin(2, "all");
		this.history.report(2, 1, 2, 5, 1, 2, 3).sent("b", 1, 0).at(1_000).fault(FaultChange.ASKED, "kill", 1);
		this.history.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "x", 0).invoke("p", "y", 1);
		this.history.at(9_000).report(2, 0, 2, 6, 2, 3).report(2, 1, 2, 5, 2, 3).ok("p", "y", 1, 1);
		this.history.at(9_900).ok("p", "x", 0, 1);
		assertThat(sentences()).singleElement()
			.asString()
			.startsWith(
					"Writes to all 2 partitions stopped for 8.0 s to 8.9 s after the kill of node 1: it led partition 0 and");
		assertThat(this.history.verdict().why().get(0).outages()).containsExactly(0, 1);
	}

	@Test
	void anOutageThatNeverEnds() {
		stop("kill", 1);
		this.history.at(5_000).invoke("p", "y", 0).phase(Phase.HEAL);
		assertThat(sentences().get(0))
			.startsWith("Writes to partition 0 stopped for 4.0 s (no end seen) after the kill of node 1");
		assertThat(this.history.verdict().why().get(0).toMs()).isNull();
	}

	@Test
	void aConsumerThatWaitsForItsGroup() {
		this.history.poll("c", "0:0:a").sent("x", 0, 1).at(8_000).assign("d", List.of(0), 0, 1).at(8_200);
		this.history.poll("d", "0:1:x");
		assertThat(sentences()).containsExactly(
				"The consumer got nothing of partition 0 for 8.2 s: it waited for its group to give it partitions. "
						+ "8.0 s until its group gave it partitions, 0.2 s until it handled the first email.");
	}

	@Test
	void namesTheLinesThatItRestsOn() {
		stop("kill", 1);
		this.history.at(9_500).report(2, 0, 2, 6, 2, 3);
		resume(9_530);
		assertThat(this.history.verdict().why().get(0).lines()).containsExactly(7L, 9L, 10L, 11L);
	}

	@Test
	void isKnownWhileItGoesOnAndBetterKnownLater() {
		stop("kill", 1);
		this.history.at(3_000).invoke("p", "y", 0).at(9_500).report(2, 0, 2, 6, 2, 3);
		resume(9_530);
		List<String> seen = new ArrayList<>();
		List<LiveExplanations> live = new ArrayList<>();
		this.history.forEach((line, event) -> {
			if (event instanceof Event.Run run) {
				live.add(new LiveExplanations(run));
			}
			live.get(0).accept(event);
			live.get(0).explanations().stream().map(WhyText::sentence).forEach(seen::add);
		});
		assertThat(seen).containsSubsequence(
				"Writes to partition 0 stopped for 2.0 s (no end seen) after the kill of node 1: it led partition 0 and "
						+ "was in every ISR, and acks=all waits for every member.",
				sentences().get(0));
	}

	private void begin(int partitions, String acks) {
		this.history = TestHistory.of(partitions).with(Map.of("producer", Map.of("acks", acks)));
		this.history.quorum(1, 4).config(Map.of(), TIMES).report(2, 0, 1, 5, 1, 2, 3).sent("a", 0, 0);
	}

	private void stop(String fault, int node) {
		this.history.at(1_000).fault(FaultChange.ASKED, fault, node).fault(FaultChange.BEGIN, fault, node);
		this.history.invoke("p", "x", 0);
	}

	private void work(String phrase, int node) {
		this.history.at(1_000);
		for (String type : List.of(FaultChange.ASKED, FaultChange.BEGIN)) {
			this.history.add(new FaultChange(this.history.next(), type, "work", node, null, "node " + node, phrase,
					false, true, null));
		}
		this.history.invoke("p", "x", 0);
	}

	private void resume(double ms) {
		this.history.at(ms).ok("p", "x", 0, 1);
	}

	private List<String> sentences() {
		List<Explanation> why = this.history.verdict().why();
		return why.stream().map(WhyText::sentence).toList();
	}

}
