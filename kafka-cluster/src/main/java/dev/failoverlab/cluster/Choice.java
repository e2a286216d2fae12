package dev.failoverlab.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A random choice among the running nodes. */
record Choice(KafkaCluster cluster, RandomGenerator random) {

	/**
	 * The one node that the cluster itself names. When no node runs, the cluster is not
	 * asked: the request could only time out.
	 */
	static List<Node> found(KafkaCluster cluster, Supplier<OptionalInt> question, Target target) {
		if (cluster.nodes().stream().noneMatch((node) -> node.state() == Node.State.RUNNING)) {
			throw new ClusterException("No node is running, so the " + target.inWords() + " is unknown.");
		}
		return List.of(cluster.node(question.get()
			.orElseThrow(() -> new ClusterException(
					"There is no " + target.inWords() + " at the moment: no node reports one."))));
	}

	/** One running node that is wanted. */
	List<Node> one(Target target, IntPredicate wanted, String seen) {
		List<Node> found = running().stream().filter((node) -> wanted.test(node.id())).toList();
		if (found.isEmpty()) {
			throw new ClusterException(
					"There is no " + target.inWords() + " at the moment. Seen: " + seen + "; " + runningNodes() + ".");
		}
		return List.of(found.get(this.random.nextInt(found.size())));
	}

	/** Any {@code count} running nodes. */
	List<Node> several(Target target, int count) {
		List<Node> left = new ArrayList<>(running());
		if (count == 0 || left.size() < count) {
			throw new ClusterException("There is no " + target.inWords() + " at the moment: that is " + count + " of "
					+ this.cluster.nodes().size() + " nodes. Seen: " + runningNodes() + ".");
		}
		List<Node> chosen = new ArrayList<>();
		while (chosen.size() < count) {
			chosen.add(left.remove(this.random.nextInt(left.size())));
		}
		chosen.sort(Comparator.comparing(Node::id));
		return chosen;
	}

	private List<Node> running() {
		return this.cluster.nodes().stream().filter((node) -> node.state() == Node.State.RUNNING).toList();
	}

	private String runningNodes() {
		return "running nodes: "
				+ running().stream().map((node) -> "" + node.id()).collect(Collectors.joining(", ", "[", "]"));
	}

}
