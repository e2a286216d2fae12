package dev.failoverlab.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.Recorder;

/**
 * Asks every node directly, many times a second, about the topic's partitions and the
 * quorum, and records each change with the node that reported it. A node that is down or
 * frozen reports nothing.
 */
public final class Watcher implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(50);

	/** For what changes all the time. */
	private static final Duration SLOW_INTERVAL = Duration.ofSeconds(1);

	/** A broker forwards it to the active controller, which others need, too. */
	private static final Duration FORWARDED = Duration.ofMillis(500);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final List<NodeWatch> watches = new ArrayList<>();

	private final ClientSettings client;

	/**
	 * Starts watching.
	 * @param cluster the cluster with the nodes to ask
	 * @param recorder where changes are recorded
	 */
	public Watcher(KafkaCluster cluster, String topic, Recorder recorder) {
		this.client = cluster.client();
		boolean forwarded = cluster.bootstrapControllers().isEmpty();
		for (Node node : cluster.nodes()) {
			int id = node.id();
			Question partitions = new PartitionQuestion(topic, id);
			Question quorum = new QuorumQuestion();
			boolean broker = !node.brokerAddress().isEmpty();
			watch(node, node.brokerAddress(), "broker", new AnswerQuestion(partitions, id), recorder, INTERVAL);
			watch(node, node.brokerAddress(), "offsets", new OffsetQuestion(topic, id), recorder, SLOW_INTERVAL);
			if (forwarded) {
				watch(node, node.brokerAddress(), "quorum", quorum, recorder, FORWARDED);
				watch(node, node.brokerAddress(), "lags", new LagQuestion(), recorder, SLOW_INTERVAL);
			}
			else {
				watch(node, node.controllerAddress(), "controller", broker ? quorum : new AnswerQuestion(quorum, id),
						recorder, INTERVAL);
				watch(node, node.controllerAddress(), "lags", new LagQuestion(), recorder, SLOW_INTERVAL);
			}
		}
	}

	@Override
	public void close() {
		this.watches.forEach(NodeWatch::close);
	}

	private void watch(Node node, String address, String role, Question question, Recorder recorder,
			Duration interval) {
		if (!address.isEmpty()) {
			this.watches.add(new NodeWatch("watch-" + role + "-" + node.id(), () -> node.state() == Node.State.RUNNING,
					this.client.connect(address, TIMEOUT), question, recorder, interval));
		}
	}

}
