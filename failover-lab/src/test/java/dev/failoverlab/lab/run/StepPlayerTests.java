package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Circumstances;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Phrases;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.history.Recording;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Condition;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scope;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class StepPlayerTests {

	private static final Target LEADER = Target.parse("leader of email.send-0", "email.send");

	private static final Target NODE_3 = Target.parse("node 3", "email.send");

	private static final Step UNTIL_BACK = new Step.Heal(Duration.ZERO, OptionalInt.empty(), true);

	private static final Scope SCOPE = new Scope(new Topic("email.send", 1, 3, 2), Layout.USUAL);

	private final FakeCluster cluster = new FakeCluster();

	private final Recording recording = new Recording();

	private final Progress progress = new Progress(1);

	private final RestartedTraffic traffic = new RestartedTraffic();

	private final StepPlayer player = new StepPlayer(this.cluster, "email.send", this.traffic, this.recording,
			this.progress, new Random(1));

	@Test
	void aFaultIsAskedForInForceAndHealed() {
		ledBy(2);
		this.player.play(List.of(inflict("kill", LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
		assertThat(this.recording.of(Event.FaultChange.class)).allMatch((fault) -> fault.fault().equals("kill"))
			.extracting(Event.FaultChange::node)
			.containsOnly(1);
		assertThat(this.recording.of(Event.Phase.class)).singleElement()
			.extracting(Event.Phase::name)
			.isEqualTo("heal");
	}

	@Test
	void whatIsPausedGoesOn() {
		ledBy(1);
		this.player.play(List.of(inflict("pause", Target.parse("active controller", "email.send")),
				new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).containsExactly("pause 3", "resume 3");
	}

	@ParameterizedTest
	@CsvSource({ "partition, cut NODES from 1", "isolate, cut ALL from 1", "partition-clients, cut CLIENTS from 1" })
	void aNetworkIsCutAndHealed(String fault, String done) {
		ledBy(2);
		this.player.play(List.of(inflict(fault, LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).containsExactly(done, "heal 1");
	}

	/** It goes on leading: healing has nothing to wait for. */
	@Test
	void aSlowLeaderStaysLeader() {
		NodeFault slow = Faults.ofNodes("slow");
		ledBy(1);
		this.player.play(List.of(new Step.Inflict(Duration.ZERO, slow, LEADER, slow.byHand())));
		assertThat(this.cluster.done()).containsExactly("slow (10 % lost, 2000 kbit/s at most) 1", "heal 1");
		assertThat(this.recording.of(Event.Note.class)).isEmpty();
	}

	@Test
	void aStepThatSlowsSaysHow() {
		assertThatIllegalArgumentException().isThrownBy(() -> inflict("slow", LEADER))
			.withMessage("The fault slow needs a latency, a loss or a rate.");
	}

	@Test
	void theControlDoesNothingAndIsRecordedAllTheSame() {
		this.player.play(List.of(inflict("none", LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).isEmpty();
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
	}

	@Test
	void whatTheStepsForgetIsHealedAtTheirEnd() {
		ledBy(2);
		this.player.play(List.of(inflict("kill", LEADER)));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
	}

	@Test
	void healingWaitsUntilSomebodyElseLeads() {
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(inflict("kill", LEADER), new Step.Heal(Duration.ZERO))));
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		assertThat(this.cluster.done()).containsExactly("kill 1");
		ledBy(2);
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
	}

	@Test
	void whatWasPausedAndThenKilledIsStarted() {
		ledBy(2);
		this.player.play(List.of(inflict("pause", LEADER), inflict("kill", LEADER)));
		assertThat(this.cluster.done()).containsExactly("pause 1", "kill 1", "start 1");
	}

	@Test
	void ofSeveralNodesOneIsHealed() {
		ledBy(3);
		this.player.play(List.of(inflict("pause", Target.parse("all nodes", "email.send")),
				new Step.Heal(Duration.ZERO, OptionalInt.of(2)), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done().subList(3, 6)).startsWith("resume 2").contains("resume 1", "resume 3");
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
	}

	/** The metadata names a dead leader until it is missed. */
	@Test
	void aDeadNodeIsNotKilledOnceMore() {
		ledBy(2);
		this.player.play(List.of(inflict("kill", LEADER), inflict("kill", LEADER)));
		assertThat(this.recording.of(Event.Unmet.class)).singleElement().satisfies((unmet) -> {
			assertThat(unmet.step()).isEqualTo("after 0.0 s: kill leader of email.send-0");
			assertThat(unmet.condition()).isEqualTo("node 1 runs");
			assertThat(unmet.seen()).startsWith("node 1 is down already, and kill changes nothing");
		});
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "asked", "end", "end");
	}

	@Test
	void aWaitInVainEndsTheStepsAndHealsWhatIsLeft() {
		ledBy(2);
		Step await = new Step.Await(Duration.ZERO, Condition.parse("isr of email.send-0 lacks 3", SCOPE),
				Duration.ofMillis(20));
		this.player
			.play(List.of(inflict("pause", LEADER), await, inflict("kill", Target.parse("node 3", "email.send"))));
		assertThat(this.cluster.done()).containsExactly("pause 1", "resume 1");
		assertThat(this.recording.of(Event.Unmet.class)).singleElement().satisfies((unmet) -> {
			assertThat(unmet.step()).isEqualTo("when isr of email.send-0 lacks 3 (within 0.02 s)");
			assertThat(unmet.condition()).isEqualTo("isr of email.send-0 lacks 3");
			assertThat(unmet.seen()).contains("0 led by 2 with ISR [1, 2, 3]");
		});
	}

	/** Reports of the fault before must not be taken for those of this one. */
	@Test
	void theFaultedNodeIsKnownBeforeAnyEventTellsIt() {
		ledBy(2);
		Step await = new Step.Await(Duration.ZERO, Condition.parse("isr of email.send-0 has the faulted node", SCOPE),
				Duration.ofSeconds(20));
		this.player.play(List.of(inflict("pause", LEADER), await));
		assertThat(this.recording.of(Event.Unmet.class)).isEmpty();
		assertThat(this.progress.faulted()).containsExactly(1);
	}

	/** Survivors whose quorum was lost go on saying that all is well. */
	@Test
	void whatWasStartedIsBackWhenItSaysSoItself() {
		ledBy(2);
		this.player.play(List.of(inflict("kill", LEADER)));
		CompletableFuture<Void> back = CompletableFuture.runAsync(this.player::awaitReturn);
		assertThat(back).failsWithin(Duration.ofMillis(200));
		ledBy(2);
		assertThat(back).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void aHealUntilAllAreBackLastsUntilTheyAre() {
		ledBy(2);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(inflict("kill", LEADER), UNTIL_BACK, inflict("pause", NODE_3))));
		awaitDone("kill 1", "start 1");
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		ledBy(2, 2, 3);
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		ledBy(2);
		awaitDone("kill 1", "start 1", "pause 3", "resume 3");
	}

	@Test
	void afterNodesThatDoNotComeBackNoStepIsPlayed() {
		ledBy(2);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(inflict("kill", LEADER), UNTIL_BACK, inflict("pause", NODE_3))));
		awaitDone("kill 1", "start 1");
		this.progress.end();
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
		assertThat(this.recording.of(Event.Note.class)).extracting(Event.Note::text)
			.anyMatch((note) -> note.startsWith("The steps after this heal are left out:"));
	}

	@Test
	void aFaultThatCannotBeInflictedIsNeverInForce() {
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> this.player.play(List.of(inflict("stop", LEADER))));
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "end");
		assertThat(this.recording.of(Event.FaultChange.class).get(1).error()).isEqualTo("Node 1 does not stop.");
	}

	@Test
	void aTargetThatNoNodeIsEndsTheSteps() {
		this.cluster.loseLeader();
		this.player.play(List.of(inflict("kill", LEADER)));
		assertThat(this.recording.of(Event.Unmet.class)).singleElement().satisfies((unmet) -> {
			assertThat(unmet.condition()).isEqualTo("there is such a node");
			assertThat(unmet.seen()).contains("There is no leader of email.send-0 at the moment").doesNotEndWith(".");
		});
		assertThat(this.recording.of(Event.FaultChange.class)).isEmpty();
	}

	@Test
	void severalNodesAreOneFault() {
		ledBy(2);
		this.player.play(List.of(inflict("pause", Target.parse("all nodes", "email.send"))));
		assertThat(this.cluster.done()).containsExactlyInAnyOrder("pause 1", "pause 2", "pause 3", "resume 1",
				"resume 2", "resume 3");
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
		assertThat(this.recording.of(Event.FaultChange.class)).allMatch((fault) -> fault.node() == null)
			.extracting(Event.FaultChange::nodes)
			.containsOnly(List.of(1, 2, 3));
	}

	/** The disk that breaks is the one that the partition is on. */
	@Test
	void theDiskOfThePartitionBreaks() {
		this.player.play(List.of(inflict("disk-gone", LEADER)));
		assertThat(this.cluster.done()).containsExactly("disk-gone disk 2 of 1", "heal 1");
	}

	/** The fault is not left in force on the others. */
	@Test
	void nodesAreHealedWhenTheFaultFailsOnAnother() {
		ledBy(2);
		this.cluster.makeStubborn(2);
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> this.player.play(List.of(inflict("kill", Target.parse("all nodes", "email.send")))))
			.withMessage("Node 2 does not die.");
		assertThat(this.cluster.done()).containsExactlyInAnyOrder("kill 1", "kill 3", "start 1", "start 2", "start 3")
			.endsWith("start 1", "start 2", "start 3");
	}

	@Test
	void aNodeThatIsDownStartsWithWholeDisks() {
		ledBy(2);
		this.player.play(List.of(inflict("disk-full", LEADER), inflict("kill", LEADER)));
		assertThat(this.cluster.done()).startsWith("disk-full disk 2 of 1", "kill 1", "heal 1", "start 1");
	}

	/** What was reported before it went down says nothing of its return. */
	@Test
	void aBouncedNodeIsMissedBeforeItStartsAndIsBackBeforeTheNextTime() {
		Step bounce = new Step.Inflict(Duration.ZERO, Faults.ofNodes("bounce"), LEADER,
				new Values(Map.of("with", "kill", "times", 2)));
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture.runAsync(() -> this.player.play(List.of(bounce)));
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		assertThat(this.cluster.done()).containsExactly("kill 1");
		ledBy(2, 2, 3);
		awaitDone("kill 1", "start 1");
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		ledBy(3);
		awaitDone("kill 1", "start 1", "kill 1");
		ledBy(4, 2, 3);
		awaitDone("kill 1", "start 1", "kill 1", "start 1");
		ledBy(5);
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.recording.of(Event.FaultChange.class)).extracting((fault) -> fault.fault() + " " + fault.type())
			.containsExactly("bounce asked", "bounce begin", "bounce end", "bounce asked", "bounce begin",
					"bounce end");
	}

	@Test
	void inARollingRestartEachNodeWaitsUntilEveryTopicIsInSync() {
		Step restart = new Step.Inflict(Duration.ZERO, Faults.ofNodes("rolling-restart"),
				Target.parse("all nodes", "email.send"), new Values(Map.of("with", "kill")));
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture.runAsync(() -> this.player.play(List.of(restart)));
		awaitDone("kill 1");
		ledBy(2, 2, 3);
		awaitDone("kill 1", "start 1");
		this.cluster.outOfSync(Set.of("__consumer_offsets-7"));
		ledBy(3);
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
		this.cluster.outOfSync(Set.of());
		awaitDone("kill 1", "start 1", "kill 2");
		ledBy(4, 1, 3);
		awaitDone("kill 1", "start 1", "kill 2", "start 2");
		ledBy(5);
		awaitDone("kill 1", "start 1", "kill 2", "start 2", "kill 3");
		ledBy(6, 1, 2);
		awaitDone("kill 1", "start 1", "kill 2", "start 2", "kill 3", "start 3");
		ledBy(7);
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
	}

	/** The node runs: no other node has to miss it, and nothing starts it. */
	@Test
	void plannedWorkIsOverOnceItIsDone() {
		NodeFault work = new NodeFault("work", "Work", new Phrases("work", "is done", "is done"), Healing.ITSELF,
				Node.State.RUNNING) {
			@Override
			protected Callable<Node.Effect> action(Node node, Circumstances how) {
				return () -> new Node.Effect(Node.State.RUNNING, true, System.nanoTime());
			}
		};
		this.player.play(List.of(new Step.Inflict(Duration.ZERO, work, LEADER)));
		assertThat(this.cluster.done()).isEmpty();
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
	}

	@Test
	void aPartitionThatNoNodeCanLeadDelaysNoHealing() {
		report(null, 2);
		this.player.play(List.of(inflict("kill", LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.recording.of(Event.Note.class)).isEmpty();
	}

	@Test
	void oneNodeIsHealedAndTheOthersLater() {
		ledBy(2);
		this.player.play(List.of(inflict("pause", Target.parse("node 1", "email.send")),
				inflict("pause", Target.parse("node 3", "email.send")), new Step.Heal(Duration.ZERO, OptionalInt.of(3)),
				inflict("kill", Target.parse("node 3", "email.send"))));
		assertThat(this.cluster.done()).containsExactly("pause 1", "pause 3", "resume 3", "kill 3", "resume 1",
				"start 3");
	}

	@Test
	void aConditionIsWaitedFor() {
		Step await = new Step.Await(Duration.ZERO, Condition.parse("leader of email.send-0 is 2", SCOPE),
				Duration.ofSeconds(20));
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(await, inflict("pause", Target.parse("node 1", "email.send")))));
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		assertThat(this.cluster.done()).isEmpty();
		ledBy(2);
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.cluster.done()).containsExactly("pause 1", "resume 1");
	}

	@Test
	void aClientIsRestarted() {
		Fault restart = Faults.find("restart-client").orElseThrow();
		this.player.play(List.of(new Step.Inflict(Duration.ZERO, restart, null,
				new Values(Map.of("target", "consumer", "with", "kill")))));
		assertThat(this.traffic.restarted).containsExactly("consumer kill");
		assertThat(this.recording.of(Event.FaultChange.class))
			.extracting((fault) -> fault.target() + " " + fault.type())
			.containsExactly("consumer asked", "consumer begin", "consumer end");
	}

	@Test
	void aMajorityIsNeverWiped() {
		assertThatIllegalArgumentException().isThrownBy(() -> inflict("wipe", Target.parse("a majority", "email.send")))
			.withMessageContaining("wipe");
	}

	private static Step inflict(String fault, Target target) {
		return new Step.Inflict(Duration.ZERO, Faults.ofNodes(fault), target);
	}

	/** Each report is of a later epoch than those of lower leaders. */
	private void ledBy(int leader, Integer... isr) {
		report(leader, leader, (isr.length > 0) ? isr : new Integer[] { 1, 2, 3 });
	}

	private void report(@Nullable Integer leader, int epoch, Integer... isr) {
		for (int node = 1; node <= 3; node++) {
			this.progress.accept(new Event.Partition(System.nanoTime(), 0, leader, epoch, List.of(isr), null,
					List.of(1, 2, 3), node));
		}
	}

	private void awaitDone(String... done) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.cluster.done()).containsExactly(done));
	}

	private static final class RestartedTraffic implements LabTraffic {

		private final List<String> restarted = new ArrayList<>();

		@Override
		public void start() {
		}

		@Override
		public Sender sender(int partition, Recorder recorder) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void restart(String service, String with, Runnable down) {
			this.restarted.add(service + " " + with);
			down.run();
		}

	}

}
