package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.HistoryRecorder;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Topic;
import dev.failoverlab.watch.QuorumWatch;
import dev.failoverlab.watch.Watcher;

/** A history of a cluster that others run and the lab only watches. */
public final class OpenWatch implements AutoCloseable {

	private final Path folder;

	private final OwnCluster cluster;

	private final String topic;

	private final CloseStack closing = new CloseStack();

	private final HistoryRecorder recorder;

	/**
	 * Starts a history.
	 * @param folder a folder of its own
	 * @param topic the topic to watch
	 * @throws dev.failoverlab.lab.UsageException when the cluster does not have the topic
	 */
	public OpenWatch(Path folder, OwnCluster cluster, String topic) {
		this.folder = folder;
		this.cluster = cluster;
		this.topic = topic;
		Topic found = cluster.topic(topic);
		Scenario scenario = new Scenario("watch", "What happens on this cluster?", found, new Load(0, 0, 1, 0),
				List.of(), Duration.ZERO, List.of(), Setup.USUAL);
		this.recorder = this.closing.add(HistoryRecorder.start(RunResult.history(folder)));
		RunOptions options = new RunOptions(folder, cluster, ClusterSpec.Ports.FIXED, 0);
		this.recorder.record((t) -> Header.of(t, scenario, options));
	}

	public HistoryRecorder recorder() {
		return this.recorder;
	}

	/** The topic that is watched. */
	public String topic() {
		return this.topic;
	}

	/** Begins to ask each broker. */
	public void begin() {
		KafkaCluster nodes = this.closing
			.add(this.cluster.create(ClusterSpec.threeCombined(this.folder.resolve("cluster")), this.recorder::note));
		this.closing.add(new Watcher(nodes, this.topic, this.recorder));
		this.closing.add(new QuorumWatch(nodes, this.recorder));
	}

	/** Ends it, and changes nothing. */
	@Override
	public void close() {
		this.closing.close();
	}

}
