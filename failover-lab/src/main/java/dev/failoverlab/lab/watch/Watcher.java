package dev.failoverlab.lab.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.Recorder;

/**
 * Asks every node itself, many times a second, what it knows of the topic's partitions
 * and of the quorum, and notes each change with the node that reported it. A node that is
 * down or frozen reports nothing meanwhile.
 */
public final class Watcher implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private final List<NodeWatch> watches = new ArrayList<>();

	/**
	 * Starts to watch.
	 * @param cluster whose nodes to ask
	 * @param topic the topic
	 * @param recorder where changes are noted
	 */
	public Watcher(KafkaCluster cluster, String topic, Recorder recorder) {
		for (Node node : cluster.nodes()) {
			watch(node, node.brokerAddress(), "broker", (at) -> new PartitionQuestion(at, topic), recorder);
			watch(node, node.controllerAddress(), "controller", QuorumQuestion::new, recorder);
		}
	}

	@Override
	public void close() {
		this.watches.forEach(NodeWatch::close);
	}

	private void watch(Node node, String address, String role, Function<NodeConnection, Question> question,
			Recorder recorder) {
		if (!address.isEmpty()) {
			int colon = address.lastIndexOf(':');
			NodeConnection connection = new NodeConnection(node.id(), address.substring(0, colon),
					Integer.parseInt(address.substring(colon + 1)));
			this.watches.add(new NodeWatch("watch-" + role + "-" + node.id(), () -> node.state() == Node.State.RUNNING,
					question.apply(connection), new Changes(node.id(), recorder), INTERVAL));
		}
	}

}
