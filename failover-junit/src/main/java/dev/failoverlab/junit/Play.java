package dev.failoverlab.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

import dev.failoverlab.clients.Clients;
import dev.failoverlab.clients.Told;
import dev.failoverlab.clients.WitnessLog;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryRecorder;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.FaultPlayer;
import dev.failoverlab.run.LogReader;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import dev.failoverlab.run.RunState;
import dev.failoverlab.run.TopicAdmin;
import dev.failoverlab.run.UnmetConditionException;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.watch.Watcher;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Plays one plan: load and faults, healing, recovery, reading of the log. */
final class Play {

	private static final Duration READY = Duration.ofMinutes(2);

	private static final Duration ACKNOWLEDGING = Duration.ofSeconds(60);

	/** So many acknowledgements show that the clients are warm. */
	private static final int FIRST = 50;

	private static final Duration RETURNING = Duration.ofMinutes(2);

	private static final Duration ELECTING = Duration.ofSeconds(30);

	private static final Duration ANSWERING = Duration.ofSeconds(150);

	private static final Duration READING = Duration.ofMinutes(2);

	private final TestCluster cluster;

	private final Plan plan;

	private final HistoryRecorder recorder;

	private final Progress progress;

	private final CloseStack closing = new CloseStack();

	private final Clients clients;

	private final Workload workload;

	private final Map<String, Integer> inLog = new HashMap<>();

	/** Starts a history, at first of what the nodes do. */
	Play(TestCluster cluster, Plan plan, String name, Path history) {
		this.cluster = cluster;
		this.plan = plan;
		this.progress = new Progress(plan.topic().partitions());
		this.recorder = this.closing.add(HistoryRecorder.start(history));
		this.recorder.subscribe(this.progress);
		this.recorder.record((t) -> header(t, name));
		long start = System.nanoTime() - this.recorder.now();
		this.clients = this.closing.add(new Clients(
				List.of(new WitnessLog(cluster.witnessFile(), plan.topic().name(), start, 0)), this.progress));
		this.workload = this.closing.add(new Workload(plan.work()));
	}

	private Event header(long t, String name) {
		return new Event.Run(t, 1, name, this.plan.topic().name(), this.plan.topic().partitions(),
				this.plan.topic().replicationFactor(), this.plan.topic().minIsr(), this.plan.isolation(),
				Expectation.CLEAN, ProcessBackend.kafkaVersion(), "process", Instant.now(), this.plan.settings());
	}

	/**
	 * Plays the plan.
	 * @return what the clients did
	 */
	Told play() {
		try (this.closing) {
			KafkaCluster nodes = this.cluster.cluster();
			this.recorder.phase(Event.Phase.START);
			this.plan.steps().forEach((step) -> step.fault().prepare(nodes, step.values()));
			TopicAdmin topic = this.closing.add(new TopicAdmin(nodes.client(), this.plan.topic()));
			this.closing.add(new Watcher(nodes, this.plan.topic().name(), this.recorder));
			this.progress.awaitFullIsr(this.cluster.ids(), READY);
			restoreLeaders(topic);
			this.recorder.record(topic.settings(this.cluster.ids()));
			load(topic);
			read();
			this.recorder.phase(Event.Phase.END);
			return told();
		}
	}

	private void load(TopicAdmin topic) {
		this.recorder.phase(Event.Phase.LOAD);
		this.workload.start();
		awaitFirst();
		FaultPlayer player = new FaultPlayer(this.cluster.cluster(), this.recorder, this.progress,
				new SplittableRandom());
		inflict(player);
		this.recorder.phase(Event.Phase.RECOVER);
		player.awaitReturn();
		this.progress.awaitFullIsr(this.cluster.ids(), RETURNING);
		restoreLeaders(topic);
		boolean ended = this.workload.stop();
		this.workload.failures().ifPresent(this.recorder::note);
		if (!ended) {
			this.recorder.note("Calls of the tested code did not return.");
		}
		this.progress.awaitCompletions(ANSWERING);
	}

	/** Also before the load: earlier runs, on other topics, may have moved them. */
	private void restoreLeaders(TopicAdmin topic) {
		topic.electPreferredLeaders();
		this.progress.awaitPreferredLeaders(this.cluster.ids(), ELECTING);
	}

	private void awaitFirst() {
		try {
			this.progress.await("the first " + FIRST + " records are acknowledged", Play::hasBegun, ACKNOWLEDGING);
		}
		catch (UnmetConditionException ex) {
			throw new RunException("No fault was inflicted, because in " + ACKNOWLEDGING.toSeconds() + " s only "
					+ this.progress.acknowledged() + " records of the topic " + this.plan.topic().name()
					+ " were acknowledged to clients that are witnessed. "
					+ this.workload.failures()
						.orElse("A client that Spring does not make needs failover.producerSettings(), and kafka-clients 4.1 or later."),
					ex);
		}
	}

	private static boolean hasBegun(RunState state) {
		return state.acknowledged() >= FIRST;
	}

	/** Whatever happens, the nodes are healed: other tests need them. */
	private void inflict(FaultPlayer player) {
		String description = "";
		try {
			for (Plan.Step step : this.plan.steps()) {
				description = step.description();
				this.progress.pause(step.after());
				player.inflict(step.fault(), step.target(), step.values());
			}
			player.awaitMissed();
			this.progress.pause(this.plan.lasting());
		}
		catch (UnmetConditionException ex) {
			String step = description;
			this.recorder.record((t) -> new Event.Unmet(t, step, ex.condition(), ex.seen()));
		}
		finally {
			player.heal(OptionalInt.empty());
		}
	}

	private void read() {
		this.recorder.phase(Event.Phase.READ);
		Map<Integer, Long> last = new LogReader(this.cluster.cluster().client(), this.plan.topic().all(), Map.of(),
				this::position, this.recorder, READING)
			.readAll(this.plan.isolation(), this.progress.acknowledgedUpTo());
		this.clients.awaitHandled(last, this.recorder);
	}

	private Told told() {
		if (!Witness.flush(this.cluster.witnessFile())) {
			throw new RunException("The witness cannot write to " + this.cluster.witnessFile() + ".");
		}
		return this.clients.all(this.inLog);
	}

	private Event.Position position(ConsumerRecord<String, String> message) {
		Event.Position position = positionOf(message);
		if (position.id() != null) {
			this.inLog.putIfAbsent(position.id(), position.partition());
		}
		return position;
	}

	/** Where a record is, and the id of its send if a witness gave it one. */
	static Event.Position positionOf(ConsumerRecord<String, String> message) {
		Header header = message.headers().lastHeader(Witness.HEADER);
		String id = (header != null) ? new String(header.value(), UTF_8) : null;
		return new Event.Position(message.partition(), message.offset(), id);
	}

}
