package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.failoverlab.clients.Told;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.Sharing;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.report.Format;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.LogReader;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import dev.failoverlab.run.TopicAdmin;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.watch.Watcher;

/** The phases of one run: start, load, heal, recover, read. */
record Run(Scenario scenario, RunOptions options, Recorder recorder, Progress progress, CloseStack closing, Guest guest,
		KafkaCluster cluster) {

	private static final Duration JOINING = Duration.ofMinutes(3);

	private static final Duration ELECTING = Duration.ofSeconds(30);

	private static final Duration ANSWERING = Duration.ofSeconds(150);

	private static final Duration READING = Duration.ofMinutes(2);

	/** What the run made is removed once the nodes are back. */
	Run(Scenario scenario, RunOptions options, Recorder recorder, Progress progress, CloseStack closing) {
		this(scenario, options, recorder, progress, closing, closing.add(options.backend().guest()),
				options.backend()
					.open(scenario.setup().spec(options.directory().resolve("cluster"), options.ports()),
							recorder::note, closing));
	}

	/** Returns what becomes history only now. */
	Optional<Told> play() {
		this.recorder.phase(Event.Phase.START);
		this.scenario.inflictions().forEach(this::prepare);
		this.cluster.start();
		this.recorder.record((t) -> new Event.Note(t, "cluster ready in " + Format.clock(t)));
		FeatureLevels.set(this.scenario.setup().features(), this.cluster.client());
		TopicAdmin topic = this.closing.add(new TopicAdmin(this.cluster.client(), this.scenario.topic()));
		this.guest.arrive(this.scenario.topic(), topic, this.cluster.brokerIds());
		this.closing.add(new Watcher(this.cluster, this.scenario.topic().name(), this.recorder));
		Traffic traffic = traffic();
		traffic.start();
		traffic.awaitReaders(this.scenario, this.progress, JOINING);
		this.progress.awaitFullIsr(this.cluster.brokerIds(), JOINING);
		this.recorder.record(topic.settings(this.cluster.brokerIds()));
		this.recorder.note(traffic.warmUp(this.scenario, this.guest.ids(), this.progress));
		load(traffic, topic);
		read(traffic);
		Optional<Told> told = traffic.told();
		this.recorder.phase(Event.Phase.END);
		return told;
	}

	private void prepare(Step.Inflict step) {
		if (step.fault() instanceof NodeFault fault) {
			fault.prepare(this.cluster, step.values());
		}
	}

	private void load(Traffic traffic, TopicAdmin topic) {
		this.recorder.phase(Event.Phase.LOAD);
		Runnable end = traffic.load(this.scenario, this.guest.ids(), this.recorder, this.closing);
		// Neighbouring seeds, as of one run repeated, make java.util.Random begin alike.
		StepPlayer player = new StepPlayer(this.cluster, this.scenario.topic().name(), traffic, this.recorder,
				this.progress, new SplittableRandom(this.options.seed()));
		player.play(this.scenario.steps());
		this.recorder.phase(Event.Phase.RECOVER);
		recover(player, topic);
		this.progress.pause(this.scenario.after());
		end.run();
		traffic.awaitCompletions(this.progress, ANSWERING);
	}

	/** Where the ISR is expected to be whole, a node that does not return is a result. */
	private void recover(StepPlayer player, TopicAdmin topic) {
		try {
			player.awaitReturn();
			topic.electPreferredLeaders();
			this.progress.awaitPreferredLeaders(this.cluster.brokerIds(), ELECTING);
		}
		catch (RunException ex) {
			if (!this.scenario.expectations().contains(Expectation.WHOLE)) {
				throw ex;
			}
			this.recorder.note("The cluster does not recover: " + ex.getMessage());
		}
	}

	private void read(Traffic traffic) {
		this.recorder.phase(Event.Phase.READ);
		Map<Integer, Long> last = new LogReader(this.cluster.client(), this.scenario.topic().all(), this.guest.from(),
				traffic::position, this.recorder, READING)
			.readAll(this.scenario.isolation(), this.progress.acknowledgedUpTo());
		traffic.awaitHandled(last, this.progress, READING);
	}

	private Traffic traffic() {
		Optional<ClusterFile> app = this.options.backend().app();
		if (app.isPresent()) {
			return new AppTraffic(app.get(), this.scenario.topic().name(), this.guest.from(), this.recorder,
					this.progress, this.closing);
		}
		return switch (this.scenario.setup().through()) {
			case SERVICE -> new ServiceTraffic(this.cluster, this.scenario,
					this.options.directory().resolve("services"), this.recorder, this.closing);
			case CLIENT -> clientTraffic();
		};
	}

	private Traffic clientTraffic() {
		Sharing sharing = this.scenario.setup().sharing();
		String group = this.guest.group();
		return (sharing != null)
				? new ShareTraffic(this.cluster, this.scenario, sharing, group, this.recorder, this.closing)
				: new ClientTraffic(this.cluster, this.scenario, group, this.recorder, this.closing);
	}

}
