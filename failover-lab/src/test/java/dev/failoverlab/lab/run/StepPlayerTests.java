package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.Recording;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Condition;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Topic;
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

	private static final Target LEADER = new Target.Leader("email.send", 0);

	private final FakeCluster cluster = new FakeCluster();

	private final Recording recording = new Recording();

	private final Progress progress = new Progress(1);

	private final RestartedTraffic traffic = new RestartedTraffic();

	private final StepPlayer player = new StepPlayer(this.cluster, "email.send", this.traffic, this.recording,
			this.progress, new Random(1));

	@Test
	void aFaultIsAskedForInForceAndHealed() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.KILL, LEADER), new Step.Heal(Duration.ZERO)));
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
		this.player.play(List.of(inflict(Fault.PAUSE, new Target.ActiveController()), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).containsExactly("pause 3", "resume 3");
	}

	@ParameterizedTest
	@CsvSource({ "PARTITION, cut NODES from 1", "ISOLATE, cut ALL from 1", "PARTITION_CLIENTS, cut CLIENTS from 1" })
	void aNetworkIsCutAndHealed(Fault fault, String done) {
		ledBy(2);
		this.player.play(List.of(inflict(fault, LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).containsExactly(done, "heal 1");
	}

	/** It goes on leading: healing has nobody to wait for. */
	@Test
	void aSlowLeaderStaysLeader() {
		ledBy(1);
		this.player.play(List.of(new Step.Inflict(Duration.ZERO, Fault.SLOW, LEADER, Slowness.BAD_LINE)));
		assertThat(this.cluster.done()).containsExactly("slow (10 % lost, 2000 kbit/s at most) 1", "heal 1");
		assertThat(this.recording.of(Event.Note.class)).isEmpty();
	}

	@Test
	void onlyAStepThatSlowsSaysHow() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Step.Inflict(Duration.ZERO, Fault.KILL, LEADER, Slowness.BAD_LINE));
		assertThatIllegalArgumentException().isThrownBy(() -> inflict(Fault.SLOW, LEADER));
	}

	@Test
	void theControlHurtsNobodyAndIsNotedAllTheSame() {
		this.player.play(List.of(inflict(Fault.NONE, LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done()).isEmpty();
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
	}

	@Test
	void whatTheStepsForgetIsHealedAtTheirEnd() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.KILL, LEADER)));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
	}

	@Test
	void healingWaitsUntilSomebodyElseLeads() {
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(inflict(Fault.KILL, LEADER), new Step.Heal(Duration.ZERO))));
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		assertThat(this.cluster.done()).containsExactly("kill 1");
		ledBy(2);
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.cluster.done()).containsExactly("kill 1", "start 1");
	}

	@Test
	void whatWasPausedAndThenKilledIsStarted() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.PAUSE, LEADER), inflict(Fault.KILL, LEADER)));
		assertThat(this.cluster.done()).containsExactly("pause 1", "kill 1", "start 1");
	}

	@Test
	void ofSeveralThatWereHurtOneIsHealed() {
		ledBy(3);
		this.player.play(List.of(inflict(Fault.PAUSE, new Target.All()),
				new Step.Heal(Duration.ZERO, OptionalInt.of(2)), new Step.Heal(Duration.ZERO)));
		assertThat(this.cluster.done().subList(3, 6)).startsWith("resume 2").contains("resume 1", "resume 3");
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "end");
	}

	/** The metadata names a dead leader until it is missed. */
	@Test
	void whoIsDeadIsNotKilledOnceMore() {
		ledBy(2);
		assertThatExceptionOfType(UnmetConditionException.class)
			.isThrownBy(() -> this.player.play(List.of(inflict(Fault.KILL, LEADER), inflict(Fault.KILL, LEADER))))
			.withMessageContaining("Node 1 is down already");
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "begin", "asked", "end");
	}

	/** Survivors whose quorum was lost go on saying that all is well. */
	@Test
	void whatWasStartedIsBackWhenItSaysSoItself() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.KILL, LEADER)));
		CompletableFuture<Void> back = CompletableFuture.runAsync(this.player::awaitReturn);
		assertThat(back).failsWithin(Duration.ofMillis(200));
		ledBy(2);
		assertThat(back).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void aFaultThatCannotBeInflictedIsNeverInForce() {
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> this.player.play(List.of(inflict(Fault.STOP, LEADER))));
		assertThat(this.recording.of(Event.FaultChange.class)).extracting(Event.FaultChange::type)
			.containsExactly("asked", "end");
		assertThat(this.recording.of(Event.FaultChange.class).get(1).error()).isEqualTo("Node 1 does not stop.");
	}

	@Test
	void aTargetThatIsNobodyIsAnErrorThatNamesIt() {
		this.cluster.loseLeader();
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> this.player.play(List.of(inflict(Fault.KILL, LEADER))))
			.withMessageContaining("leader of email.send-0");
	}

	@Test
	void severalAreHurtAsOneFault() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.PAUSE, new Target.All())));
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
		this.player.play(List.of(inflict(Fault.DISK_GONE, LEADER)));
		assertThat(this.cluster.done()).containsExactly("disk-gone disk 2 of 1", "heal 1");
	}

	/** Those that could be hurt are not left so. */
	@Test
	void whatWasHurtIsHealedWhenAnotherCannotBe() {
		ledBy(2);
		this.cluster.makeStubborn(2);
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> this.player.play(List.of(inflict(Fault.KILL, new Target.All()))))
			.withMessage("Node 2 does not die.");
		assertThat(this.cluster.done()).containsExactlyInAnyOrder("kill 1", "kill 3", "start 1", "start 2", "start 3")
			.endsWith("start 1", "start 2", "start 3");
	}

	@Test
	void aNodeThatIsDownStartsWithWholeDisks() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.DISK_FULL, LEADER), inflict(Fault.KILL, LEADER)));
		assertThat(this.cluster.done()).startsWith("disk-full disk 2 of 1", "kill 1", "heal 1", "start 1");
	}

	/** What was reported before it went down says nothing of its return. */
	@Test
	void aBouncedNodeIsMissedBeforeItStartsAndIsBackBeforeTheNextTime() {
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(new Step.Bounce(Duration.ZERO, Fault.KILL, 2, LEADER))));
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
	void aPartitionThatNobodyCanLeadHoldsUpNoHealing() {
		report(null, 2);
		this.player.play(List.of(inflict(Fault.KILL, LEADER), new Step.Heal(Duration.ZERO)));
		assertThat(this.recording.of(Event.Note.class)).isEmpty();
	}

	@Test
	void oneNodeIsHealedAndTheOthersLater() {
		ledBy(2);
		this.player.play(List.of(inflict(Fault.PAUSE, new Target.NodeId(1)), inflict(Fault.PAUSE, new Target.NodeId(3)),
				new Step.Heal(Duration.ZERO, OptionalInt.of(3)), inflict(Fault.KILL, new Target.NodeId(3))));
		assertThat(this.cluster.done()).containsExactly("pause 1", "pause 3", "resume 3", "kill 3", "resume 1",
				"start 3");
	}

	@Test
	void aConditionIsWaitedFor() {
		Step await = new Step.Await(Duration.ZERO,
				Condition.parse("leader of email.send-0 is 2", new Topic("email.send", 1, 3, 2)),
				Duration.ofSeconds(20));
		ledBy(1);
		CompletableFuture<Void> playing = CompletableFuture
			.runAsync(() -> this.player.play(List.of(await, inflict(Fault.PAUSE, new Target.NodeId(1)))));
		assertThat(playing).failsWithin(Duration.ofMillis(200));
		assertThat(this.cluster.done()).isEmpty();
		ledBy(2);
		assertThat(playing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.cluster.done()).containsExactly("pause 1", "resume 1");
	}

	@Test
	void aClientIsRestarted() {
		this.player.play(List.of(new Step.RestartClient(Duration.ZERO, Fault.KILL, Step.Client.CONSUMER)));
		assertThat(this.traffic.restarted).containsExactly("CONSUMER KILL");
		assertThat(this.recording.of(Event.FaultChange.class))
			.extracting((fault) -> fault.target() + " " + fault.type())
			.containsExactly("consumer asked", "consumer begin", "consumer end");
	}

	@Test
	void aMajorityIsNeverWiped() {
		assertThatIllegalArgumentException().isThrownBy(() -> inflict(Fault.WIPE, new Target.Majority()))
			.withMessageContaining("wipe");
	}

	private static Step inflict(Fault fault, Target target) {
		return new Step.Inflict(Duration.ZERO, fault, target);
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

	private static final class RestartedTraffic implements Traffic {

		private final List<String> restarted = new ArrayList<>();

		@Override
		public void start() {
		}

		@Override
		public Sender sender(int partition, Recorder recorder) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void restart(Step.Client client, Fault how, Runnable down) {
			this.restarted.add(client + " " + how);
			down.run();
		}

	}

}
