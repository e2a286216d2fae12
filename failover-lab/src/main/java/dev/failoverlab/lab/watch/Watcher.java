package dev.failoverlab.lab.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Recorder;

/**
 * Asks every node directly, many times a second, about the topic's partitions and the
 * quorum, and records each change with the node that reported it. A node that is down or
 * frozen reports nothing.
 */
public final class Watcher implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final List<NodeWatch> watches = new ArrayList<>();

	/**
	 * Starts watching.
	 * @param cluster the cluster with the nodes to ask
	 * @param recorder where changes are recorded
	 */
	public Watcher(KafkaCluster cluster, String topic, Recorder recorder) {
		for (Node node : cluster.nodes()) {
			watch(node, node.brokerAddress(), "broker", new PartitionQuestion(topic, node.id()), recorder);
			watch(node, node.controllerAddress(), "controller", new QuorumQuestion(node.id()), recorder);
		}
	}

	@Override
	public void close() {
		this.watches.forEach(NodeWatch::close);
	}

	private void watch(Node node, String address, String role, Question question, Recorder recorder) {
		if (!address.isEmpty()) {
			this.watches.add(new NodeWatch("watch-" + role + "-" + node.id(), () -> node.state() == Node.State.RUNNING,
					new NodeConnection(address, TIMEOUT), question, recorder, INTERVAL));
		}
	}

}
