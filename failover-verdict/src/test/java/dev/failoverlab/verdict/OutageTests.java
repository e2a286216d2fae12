package dev.failoverlab.verdict;

import java.util.List;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests {

	private final TestHistory history = TestHistory.of(1);

	private int sent;

	@Test
	void runsFromTheLastAcknowledgementWhileASendWasPendingBeforeIt() {
		this.history.at(10).invoke("p", "a", 0).invoke("p", "b", 0);
		this.history.at(20).ok("p", "a", 0, 0).at(320).ok("p", "b", 0, 1);
		assertThat(outages()).containsExactly(outage(20, 320L, 300));
	}

	@Test
	void runsFromTheFirstUnsatisfiedInvokeWhenNothingWasPending() {
		steady(0, 10, 20);
		this.history.at(500).invoke("p", "b", 0).at(510).invoke("p", "c", 0).at(800).ok("p", "b", 0, 1);
		assertThat(outages()).containsExactly(outage(500, 800L, 300));
	}

	@Test
	void ofOnePartitionIsNotEndedByAnother() {
		TestHistory two = TestHistory.of(2);
		two.at(10).invoke("p", "a", 0).at(50).invoke("p", "b", 1).at(51).ok("p", "b", 1, 0);
		two.at(300).invoke("p", "c", 1).at(301).ok("p", "c", 1, 1).at(500).ok("p", "a", 0, 0);
		assertThat(outages(two)).containsExactly(outage(10, 500L, 490));
	}

	@Test
	void goesOnWhileSendsFailOrAreUnknown() {
		this.history.at(10).invoke("p", "a", 0).at(20).info("p", "a").at(30).invoke("p", "b", 0).at(40).fail("p", "b");
		this.history.at(50).invoke("p", "c", 0).at(400).ok("p", "c", 0, 0);
		assertThat(outages()).containsExactly(outage(10, 400L, 390));
	}

	@Test
	void isNoneWhileNothingIsSent() {
		steady(0, 10, 20);
		steady(5_000, 10, 20);
		assertThat(outages()).isEmpty();
	}

	@Test
	void isNoneBelowAHundredMilliseconds() {
		this.history.at(10).invoke("p", "a", 0).at(109.9).ok("p", "a", 0, 0);
		assertThat(outages()).isEmpty();
		TestHistory longer = TestHistory.of(1).at(10).invoke("p", "a", 0).at(110).ok("p", "a", 0, 0);
		assertThat(outages(longer)).containsExactly(outage(10, 110L, 100));
	}

	@Test
	void isNoneBelowThreeTimesTheLoadsOwnInterval() {
		steady(0, 200, 10);
		this.history.at(2_000).invoke("p", "x", 0).at(2_590).ok("p", "x", 0, 20).at(2_600).invoke("p", "y", 0);
		this.history.at(3_210).ok("p", "y", 0, 21);
		assertThat(outages()).containsExactly(outage(2_600, 3_210L, 610));
	}

	@Test
	void thatNeverEndedIsAsLongAsTheLoadWas() {
		this.history.phase(Phase.LOAD);
		steady(10, 10, 20);
		this.history.at(500).invoke("p", "x", 0).at(900).invoke("p", "y", 0).at(950).phase(Phase.HEAL);
		this.history.at(2_000).info("p", "x").info("p", "y").at(9_000).phase(Phase.END);
		assertThat(outages()).containsExactly(outage(500, null, 450));
		assertThat(this.history.verdict().outages().get(0).neverEnded()).isTrue();
	}

	@Test
	void thatNeverEndedGoesOnWithALoadThatGoesOnAfterHealing() {
		this.history.phase(Phase.LOAD).at(500).invoke("p", "x", 0).at(600).phase(Phase.HEAL);
		this.history.at(1_500).invoke("p", "y", 0).at(9_000).phase(Phase.READ);
		assertThat(outages()).containsExactly(outage(500, null, 1_000));
	}

	@Test
	void isNotObservedWhereNothingWasSent() {
		TestHistory two = TestHistory.of(2).sent("a", 1, 0);
		assertThat(two.verdict().outages()).containsExactly(Outage.unobserved(0));
	}

	@Test
	void countsWhereTheRecordWentAndNotWhereTheKeyLed() {
		TestHistory two = TestHistory.of(2);
		two.at(10).invoke("p", "a", 0).at(20).ok("p", "a", 1, 0).at(1_000).invoke("p", "b", 1).ok("p", "b", 1, 1);
		two.at(1_050).invoke("p", "c", 0).ok("p", "c", 0, 0);
		assertThat(two.verdict().outages()).extracting(Outage::partition, Outage::fromMs, Outage::toMs)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(0, 10L, 1_051L));
	}

	@Test
	void isSplitIntoDetectionRecoveryAndTheConsumersOwn() {
		this.history.report(1, 0, 1, 4, 1, 2, 3).report(2, 0, 1, 4, 1, 2, 3);
		steady(10, 10, 20);
		this.history.poll("c", "0:19:s19")
			.at(300)
			.fault(FaultChange.ASKED, "kill", 1)
			.fault(FaultChange.BEGIN, "kill", 1);
		this.history.at(302).invoke("p", "x", 0);
		this.history.at(5_000).report(3, 0, null, 5, 1, 2, 3).at(9_300).report(2, 0, 2, 6, 2, 3);
		this.history.at(9_400).report(3, 0, 2, 6, 2, 3).at(9_500).ok("p", "x", 0, 20).at(10_100).poll("c", "0:20:x");
		assertThat(outages()).containsExactly(
				new Outage(0, true, "kill", "kill", 1, 302L, 9_500L, 9_198L, 9_000L, 200L, 600L, List.of()));
	}

	@Test
	void namesTheLinesThatItRestsOn() {
		this.history.report(2, 0, 1, 4, 1, 2, 3).sent("a", 0, 0).at(300).fault(FaultChange.ASKED, "kill", 1);
		this.history.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "x", 0).at(5_000).report(3, 0, null, 5, 1, 2, 3);
		this.history.at(9_300).report(2, 0, 2, 6, 2, 3).at(9_500).ok("p", "x", 0, 1);
		assertThat(this.history.verdict().outages().get(0).basis()).containsExactly(
				new Verdict.Observation(Verdict.Sign.FAULT, 300_000_000L, 5),
				new Verdict.Observation(Verdict.Sign.BEGAN, 302_000_000L, 7),
				new Verdict.Observation(Verdict.Sign.DETECTED, 9_300_000_000L, 9),
				new Verdict.Observation(Verdict.Sign.ENDED, 9_500_000_000L, 10));
	}

	@Test
	void namesTheLastAcknowledgementWhereASendWasPendingBeforeIt() {
		this.history.at(10).invoke("p", "a", 0).invoke("p", "b", 0);
		this.history.at(20).ok("p", "a", 0, 0).at(320).ok("p", "b", 0, 1);
		assertThat(this.history.verdict().outages().get(0).basis()).extracting(Verdict.Observation::line)
			.containsExactly(4L, 5L);
	}

	@Test
	void knowsNothingOfTheConsumerWhereNoOffsetIsKnown() {
		this.history.at(10).invoke("p", "a", 0).at(320).ok("p", "a", 0, -1).poll("c", "0:0:a");
		assertThat(outages()).extracting(Outage::consumerMs).containsOnlyNulls();
	}

	@Test
	void isDetectedByAnIsrWithoutTheNodeWhereItOnlyFollowed() {
		this.history.report(2, 0, 2, 4, 1, 2, 3).sent("a", 0, 0).at(300).fault(FaultChange.ASKED, "kill", 1);
		this.history.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "x", 0).at(9_300).report(2, 0, 2, 4, 2, 3);
		this.history.at(9_290).at(9_310).ok("p", "x", 0, 1);
		assertThat(outages()).extracting(Outage::detectionMs, Outage::recoveryMs)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(9_000L, 10L));
	}

	@Test
	void isRecoveredAtOnceWhenTheReportCameAMomentLate() {
		this.history.report(2, 0, 2, 4, 1, 2, 3).sent("a", 0, 0).at(300).fault(FaultChange.ASKED, "kill", 1);
		this.history.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "x", 0).at(9_300).ok("p", "x", 0, 1);
		this.history.at(9_360).report(2, 0, 2, 4, 2, 3);
		assertThat(outages()).extracting(Outage::detectionMs, Outage::recoveryMs)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(9_060L, 0L));
	}

	@Test
	void doesNotTakeAStaleReportForADetection() {
		this.history.report(2, 0, 2, 7, 1, 2, 3).sent("a", 0, 0).at(300).fault(FaultChange.ASKED, "pause", 1);
		this.history.fault(FaultChange.BEGIN, "pause", 1).invoke("p", "x", 0).at(400).report(3, 0, 3, 6, 2, 3);
		this.history.at(500).ok("p", "x", 0, 1);
		assertThat(outages())
			.containsExactly(new Outage(0, true, "pause", "pause", 1, 302L, 500L, 198L, null, null, null, List.of()));
	}

	@Test
	void knowsNoDetectionWithoutAReportInTime() {
		this.history.report(2, 0, 2, 7, 1, 2, 3).sent("a", 0, 0).at(300).fault(FaultChange.ASKED, "kill", 1);
		this.history.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "x", 0).at(600).ok("p", "x", 0, 1);
		this.history.at(9_000).report(2, 0, 2, 7, 2, 3);
		assertThat(outages()).extracting(Outage::detectionMs, Outage::recoveryMs)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(null, null));
	}

	@Test
	void hasNoDetectionOfItsOwnWhenTheFaultWasDetectedBeforeItBegan() {
		this.history.report(2, 0, 2, 4, 1, 2, 3).sent("a", 0, 0).at(300).fault(FaultChange.ASKED, "kill", 1);
		this.history.fault(FaultChange.BEGIN, "kill", 1).invoke("p", "x", 0).at(600).report(2, 0, 2, 4, 2, 3);
		this.history.at(700).ok("p", "x", 0, 1).at(900).invoke("p", "y", 0).at(1_100).ok("p", "y", 0, 2);
		assertThat(outages()).extracting(Outage::fault, Outage::detectionMs, Outage::recoveryMs)
			.containsExactly(org.assertj.core.groups.Tuple.tuple("kill", 300L, 100L),
					org.assertj.core.groups.Tuple.tuple("kill", null, null));
	}

	@Test
	void isPutDownToTheFaultThatItBeganUnder() {
		steady(0, 1, 20);
		outageAt(100);
		this.history.at(1_000).fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.BEGIN, "kill", 1);
		outageAt(1_100);
		this.history.at(2_000).fault(FaultChange.END, "kill", 1);
		outageAt(2_100);
		this.history.at(3_000).fault(FaultChange.ASKED, "pause", 2).fault(FaultChange.BEGIN, "pause", 2);
		this.history.at(3_200).fault(FaultChange.ASKED, "stop", 3).fault(FaultChange.BEGIN, "stop", 3);
		outageAt(3_300);
		assertThat(outages()).extracting(Outage::fault, Outage::node)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(null, null),
					org.assertj.core.groups.Tuple.tuple("kill", 1), org.assertj.core.groups.Tuple.tuple(null, null),
					org.assertj.core.groups.Tuple.tuple("stop", 3));
	}

	@Test
	void hasNoCauseInAFaultThatWasRepeatedAndIsHealed() {
		steady(0, 1, 20);
		this.history.at(1_000).fault(FaultChange.ASKED, "kill", 1).fault(FaultChange.BEGIN, "kill", 1);
		this.history.at(1_050).fault(FaultChange.ASKED, "kill", 1).refused("kill", 1);
		outageAt(1_100);
		this.history.at(2_000).fault(FaultChange.END, "kill", 1);
		outageAt(2_100);
		assertThat(outages()).extracting(Outage::fault).containsExactly("kill", null);
	}

	/** As histories are whose repeated faults have no end of their own. */
	@Test
	void anEndIsThatOfTheFaultThatBegan() {
		Timeline timeline = new Timeline();
		timeline.take(1, change(FaultChange.ASKED));
		timeline.take(2, change(FaultChange.BEGIN));
		timeline.take(3, change(FaultChange.ASKED));
		timeline.take(4, change(FaultChange.END));
		assertThat(timeline.isFaultInForce()).isFalse();
	}

	private static FaultChange change(String type) {
		return new FaultChange(1, type, "kill", 1, null, "node 1", "kill", true, null);
	}

	@Test
	void isNeverPutDownToTheControl() {
		this.history.fault(FaultChange.ASKED, "none", 1).fault(FaultChange.BEGIN, "none", 1);
		outageAt(100);
		assertThat(outages()).extracting(Outage::fault).containsOnlyNulls();
	}

	@Test
	void doesNotCountTheConsumersPauseOfAnotherTime() {
		steady(0, 10, 20);
		this.history.at(900).poll("c", "0:19:s19").at(1_000).invoke("p", "x", 0).at(1_300).ok("p", "x", 0, 20);
		this.history.at(1_350).poll("c", "0:20:x");
		assertThat(outages()).extracting(Outage::consumerMs).containsExactly(50L);
	}

	@Test
	void countsAConsumerThatNeverCameBackUpToTheEnd() {
		outageAt(100);
		this.history.poll("c", "0:0:s0").at(2_000).sent("x", 0, 7).at(5_001).phase(Phase.END);
		assertThat(outages()).extracting(Outage::consumerMs).containsExactly(3_000L);
	}

	private void outageAt(double ms) {
		long offset = this.sent++;
		this.history.at(ms).invoke("p", "s" + offset, 0).at(ms + 300).ok("p", "s" + offset, 0, offset);
	}

	private void steady(double from, double interval, int count) {
		for (int i = 0; i < count; i++) {
			long offset = this.sent++;
			this.history.at(from + i * interval).invoke("p", "s" + offset, 0);
			this.history.at(from + i * interval + 1).ok("p", "s" + offset, 0, offset);
		}
	}

	private List<Outage> outages() {
		return outages(this.history);
	}

	/** Without what they rest on, of which a test of its own speaks. */
	private static List<Outage> outages(TestHistory history) {
		return history.verdict()
			.outages()
			.stream()
			.map((outage) -> new Outage(outage.partition(), outage.observed(), outage.fault(), outage.phrase(),
					outage.node(), outage.fromMs(), outage.toMs(), outage.lengthMs(), outage.detectionMs(),
					outage.recoveryMs(), outage.consumerMs(), List.of()))
			.toList();
	}

	private static Outage outage(long from, @Nullable Long to, long length) {
		return new Outage(0, true, null, null, null, from, to, length, null, null, null, List.of());
	}

}
