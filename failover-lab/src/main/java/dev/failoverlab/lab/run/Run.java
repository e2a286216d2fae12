package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.LoadGenerator;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.watch.Watcher;
import dev.failoverlab.report.Format;

/** The phases of one run: start, load, heal, recover, read. */
final class Run {

	private static final Duration JOINING = Duration.ofMinutes(1);

	private static final Duration RETURNING = Duration.ofMinutes(2);

	private static final Duration ELECTING = Duration.ofSeconds(30);

	private static final Duration ANSWERING = Duration.ofSeconds(150);

	private static final Duration READING = Duration.ofMinutes(2);

	private final Scenario scenario;

	private final RunOptions options;

	private final Recorder recorder;

	private final Progress progress;

	private final CloseStack closing;

	private final KafkaCluster cluster;

	private final List<Integer> nodes;

	Run(Scenario scenario, RunOptions options, Recorder recorder, Progress progress, CloseStack closing) {
		this.scenario = scenario;
		this.options = options;
		this.recorder = recorder;
		this.progress = progress;
		this.closing = closing;
		ClusterSpec spec = scenario.setup()
			.layout()
			.spec(options.directory().resolve("cluster"), scenario.setup().broker())
			.withPorts(options.ports());
		this.cluster = closing.add(
				options.backend().create(scenario.setup().fastFailover() ? spec.withFastFailover() : spec, this::note));
		this.nodes = this.cluster.nodes()
			.stream()
			.filter((node) -> !node.brokerAddress().isEmpty())
			.map(Node::id)
			.toList();
	}

	void play() {
		phase(Event.Phase.START);
		this.scenario.inflictions().forEach(this::prepare);
		this.cluster.start();
		this.recorder.record((t) -> new Event.Note(t, "cluster ready in " + Format.clock(t)));
		TopicAdmin topic = this.closing.add(new TopicAdmin(this.cluster.bootstrapServers(), this.scenario.topic()));
		topic.create(this.nodes);
		this.closing.add(new Watcher(this.cluster, this.scenario.topic().name(), this.recorder));
		Traffic traffic = traffic();
		traffic.start();
		this.progress.awaitReaders(JOINING);
		this.progress.awaitFullIsr(this.nodes, JOINING);
		this.recorder.record(topic.settings(this.nodes));
		note(WarmUp.play(this.scenario, traffic::sender, this.progress));
		load(traffic, topic);
		read();
		phase(Event.Phase.END);
	}

	private void prepare(Step.Inflict step) {
		if (step.fault() instanceof NodeFault fault) {
			fault.prepare(this.cluster, step.values());
		}
	}

	private LoadGenerator load(String prefix, Traffic traffic, Recorder account) {
		return new LoadGenerator(this.scenario.load(), prefix, this.scenario.topic().partitions(),
				(partition) -> traffic.sender(partition, account));
	}

	private void load(Traffic traffic, TopicAdmin topic) {
		LoadGenerator load = this.closing.add(load("", traffic, this.recorder));
		phase(Event.Phase.LOAD);
		load.start();
		// Neighbouring seeds, as of one run repeated, make java.util.Random begin alike.
		StepPlayer player = new StepPlayer(this.cluster, this.scenario.topic().name(), traffic, this.recorder,
				this.progress, new SplittableRandom(this.options.seed()));
		player.play(this.scenario.steps());
		phase(Event.Phase.RECOVER);
		player.awaitReturn();
		this.progress.awaitFullIsr(this.nodes, RETURNING);
		topic.electPreferredLeaders();
		this.progress.awaitPreferredLeaders(this.nodes, ELECTING);
		this.progress.pause(this.scenario.after());
		load.stop();
		this.progress.awaitCompletions(ANSWERING);
	}

	private void read() {
		phase(Event.Phase.READ);
		Map<Integer, Long> last = new LogReader(this.cluster.bootstrapServers(), this.scenario.topic(), this.recorder,
				READING)
			.readAll(this.scenario.isolation());
		this.progress.awaitHandled(last, READING);
	}

	private Traffic traffic() {
		return switch (this.scenario.setup().through()) {
			case SERVICE -> new ServiceTraffic(this.cluster, this.scenario,
					this.options.directory().resolve("services"), this.recorder, this.closing);
			case CLIENT -> new ClientTraffic(this.cluster, this.scenario, this.recorder, this.closing);
		};
	}

	private void phase(String name) {
		this.recorder.record((t) -> new Event.Phase(t, name));
	}

	private void note(String text) {
		this.recorder.record((t) -> new Event.Note(t, text));
	}

}
