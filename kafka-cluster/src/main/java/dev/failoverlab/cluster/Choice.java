package dev.failoverlab.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A random choice among the nodes that run. */
record Choice(KafkaCluster cluster, RandomGenerator random) {

	/**
	 * The one node that the cluster itself names. Without a node that runs it is not
	 * asked: nothing but a time-out would come of it.
	 */
	static List<Node> found(KafkaCluster cluster, Supplier<OptionalInt> question, Target target) {
		if (cluster.nodes().stream().noneMatch((node) -> node.state() == Node.State.RUNNING)) {
			throw new ClusterException("No node runs that could say who is the " + target.inWords() + ".");
		}
		return List.of(cluster.node(question.get()
			.orElseThrow(() -> new ClusterException(
					"There is no " + target.inWords() + " at the moment: no node could say one."))));
	}

	/** One of those that are wanted. */
	List<Node> one(Target target, IntPredicate wanted, String seen) {
		List<Node> found = running().stream().filter((node) -> wanted.test(node.id())).toList();
		if (found.isEmpty()) {
			throw new ClusterException("There is no " + target.inWords() + " at the moment. Seen: " + seen + "; "
					+ runningInWords() + ".");
		}
		return List.of(found.get(this.random.nextInt(found.size())));
	}

	/** That many, whichever. */
	List<Node> several(Target target, int count) {
		List<Node> left = new ArrayList<>(running());
		if (count == 0 || left.size() < count) {
			throw new ClusterException("There is no such thing as " + target.inWords() + " at the moment: that is "
					+ count + " of " + this.cluster.nodes().size() + " nodes. Seen: " + runningInWords() + ".");
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

	private String runningInWords() {
		return "nodes that run: "
				+ running().stream().map((node) -> "" + node.id()).collect(Collectors.joining(", ", "[", "]"));
	}

}
