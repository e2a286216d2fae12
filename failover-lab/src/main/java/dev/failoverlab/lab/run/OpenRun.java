package dev.failoverlab.lab.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryRecorder;
import dev.failoverlab.lab.load.EmailIds;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.load.LoadGenerator;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.service.ServiceClient;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.LogReader;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import dev.failoverlab.run.Topic;
import dev.failoverlab.run.TopicAdmin;
import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.watch.QuorumWatch;
import dev.failoverlab.watch.Watcher;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A run without steps: faults come by hand, for as long as it is open. Its history is
 * judged like that of any run.
 */
public final class OpenRun implements AutoCloseable {

	private static final String NAME = "up";

	private static final String PREFIX = "load-";

	private static final int BODY_BYTES = 200;

	private static final int RECIPIENTS = 10;

	private static final Duration JOINING = Duration.ofMinutes(3);

	/** Whoever waits for the end of the lab does not wait for the end of an outage. */
	private static final Duration ANSWERING = Duration.ofSeconds(20);

	private static final Duration READING = Duration.ofSeconds(30);

	/** The log of a cluster that runs already has the emails of earlier runs. */
	private final String ids = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

	private final Path folder;

	private final HistoryRecorder recorder;

	private final Scenario scenario;

	private final Progress progress;

	private final CloseStack closing = new CloseStack();

	private @Nullable KafkaCluster cluster;

	private @Nullable LoadGenerator load;

	private @Nullable QuorumWatch quorum;

	/**
	 * Starts a history.
	 * @param folder the run's folder
	 * @param topic the topic that the producer service creates
	 * @param ratePerSecond emails per second that are sent all the time; 0 for none
	 * @param setup the nodes
	 */
	public OpenRun(Path folder, Topic topic, Backend backend, ClusterSpec.Ports ports, int ratePerSecond, Setup setup) {
		this.folder = folder;
		this.recorder = HistoryRecorder.start(RunResult.history(folder));
		this.scenario = new Scenario(NAME, "What happens when a node fails by hand?", topic,
				new Load(ratePerSecond, BODY_BYTES, RECIPIENTS, 0), List.of(), Duration.ZERO, expectations(), setup);
		this.progress = new Progress(topic.partitions());
		this.recorder.subscribe(this.progress);
		RunOptions options = new RunOptions(folder, backend, ports, 0);
		this.recorder.record((t) -> Header.of(t, this.scenario, options));
	}

	/** Leaders and ISRs are what they are when the lab ends: its user's affair. */
	private static List<String> expectations() {
		List<String> anomalies = Anomaly.all().stream().map((anomaly) -> anomaly.word() + " = 0").toList();
		return Expectation.CLEAN.stream().filter(anomalies::contains).toList();
	}

	public HistoryRecorder recorder() {
		return this.recorder;
	}

	/**
	 * Watches the cluster and starts the load, once a first email has gone all the way.
	 * @param client of both services
	 * @return the time after which the cluster takes a silent broker for dead
	 */
	public Duration begin(KafkaCluster cluster, ServiceClient client, URI producer, URI consumer) {
		int partitions = this.scenario.topic().partitions();
		List<Integer> nodes = cluster.nodes().stream().map(Node::id).toList();
		TopicAdmin topic = this.closing.add(new TopicAdmin(cluster.client(), this.scenario.topic()));
		this.cluster = cluster;
		this.closing.add(new Watcher(cluster, this.scenario.topic().name(), this.recorder));
		client.followFromNow(consumer, this.recorder, OpenRun::isByHand);
		this.progress.awaitReaders(this.scenario.setup().members(), JOINING);
		this.progress.awaitFullIsr(nodes, JOINING);
		LongFunction<Event> settings = topic.settings(nodes);
		this.recorder.record(settings);
		this.recorder.subscribe(this.closing
			.add(new PreferredLeaders(topic::electPreferredLeaders, partitions, this.progress, this.recorder)));
		this.quorum = this.closing.add(new QuorumWatch(cluster, this.recorder));
		this.load = this.closing.add(new LoadGenerator(this.scenario.load(), PREFIX + this.ids, partitions,
				(partition) -> client.sender(producer, partition, this.recorder)));
		if (this.load.rate() > 0) {
			this.recorder.note(WarmUp.play(this.scenario, this.ids,
					(partition, sends) -> client.sender(producer, partition, sends), this.progress));
			this.recorder.phase(Event.Phase.LOAD);
			this.load.start();
		}
		return sessionTimeout((Event.Config) settings.apply(0));
	}

	/** What is sent all the time; null until it has begun. */
	public @Nullable LoadGenerator load() {
		return this.load;
	}

	/** Whether anything can be judged. */
	public boolean isJudgeable() {
		return this.progress.acknowledged() > 0;
	}

	/** Ends the load, and reads the log to its end if a quorum is there. */
	public void finish() {
		if (this.load == null || this.quorum == null || this.cluster == null) {
			return;
		}
		try {
			this.load.stop();
			if (this.quorum.isPossible()) {
				read(this.cluster.client());
			}
			else {
				this.recorder.note("Without a majority of voters, the log is not read.");
			}
		}
		catch (RunException | ClusterException | KafkaException ex) {
			this.recorder.note("The log was not read to its end: " + ex.getMessage());
		}
		this.recorder.phase(Event.Phase.END);
	}

	/** Judges what has happened; only once it is closed. */
	public RunResult judge() {
		return RunResult.judge(this.folder);
	}

	/** Ends all that the run itself has started. */
	public void end() {
		this.progress.end();
		this.closing.close();
	}

	/** Ends the history. */
	@Override
	public void close() {
		end();
		this.recorder.close();
	}

	private void read(ClientSettings client) {
		try {
			this.progress.awaitCompletions(ANSWERING);
		}
		catch (RunException ex) {
			this.recorder.note(String.valueOf(ex.getMessage()));
		}
		this.recorder.phase(Event.Phase.READ);
		Map<Integer, Long> last = new LogReader(client, this.scenario.topic().all(), Map.of(), EmailIds::position,
				this.recorder, READING)
			.readAll(this.scenario.isolation(), this.progress.acknowledgedUpTo());
		this.progress.awaitHandled(last, ANSWERING);
	}

	/** Neither the lab's load nor its warm-up. */
	private static boolean isByHand(String id) {
		return !id.startsWith(PREFIX) && !id.startsWith(WarmUp.PREFIX);
	}

	/** The time after which the cluster takes a silent broker for dead. */
	public static Duration sessionTimeout(Event.Config config) {
		return config.nodes()
			.values()
			.stream()
			.map((node) -> Long.parseLong(node.getOrDefault("broker.session.timeout.ms", "0")))
			.max(Long::compare)
			.map(Duration::ofMillis)
			.orElse(Duration.ZERO);
	}

}
