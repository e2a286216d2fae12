package dev.failoverlab.lab.scenario;

import java.util.Collection;
import java.util.List;

import dev.failoverlab.verdict.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a scenario can be about.
 *
 * @param topic the topic
 * @param layout the nodes; null where it is not known which
 */
public record Scope(Topic topic, @Nullable Layout layout) {

	/** Where it is not known which topic and nodes a scenario has. */
	static final Scope ANY = new Scope(ScenarioKeys.ANY, null);

	/** Refuses a partition that the topic does not have. */
	void checkPartition(String ofTopic, int partition, String words) {
		String name = ofTopic + "-" + partition;
		if (!ofTopic.equals(this.topic.name())) {
			throw new IllegalArgumentException("the topic of a scenario is " + this.topic.name() + ", not " + ofTopic
					+ NearestName.hint(words, List.of(words.replace(name, this.topic.name() + "-" + partition))));
		}
		if (partition >= this.topic.partitions()) {
			throw new IllegalArgumentException(
					"there is no partition " + name + "; expected 0 to " + (this.topic.partitions() - 1));
		}
	}

	/** Refuses words that end with a node that is not there. */
	void checkNode(int node, String words) {
		if (this.layout != null) {
			check(node, this.layout.nodeIds(), "there is no node " + node, words);
		}
	}

	/** Refuses words that end with a node that is never in the ISR of a partition. */
	void checkReplica(int node, int partition, String words) {
		if (this.layout != null) {
			check(node, this.topic.replicasOf(partition, this.layout.brokerIds()),
					"node " + node + " keeps no replica of " + this.topic.name() + "-" + partition, words);
		}
	}

	/** Refuses words that end with a node that is never the active controller. */
	void checkController(int node, String words) {
		if (this.layout != null) {
			check(node, this.layout.controllerIds(), "node " + node + " is no controller", words);
		}
	}

	private static void check(int node, Collection<Integer> known, String problem, String words) {
		if (!known.contains(node)) {
			String before = words.substring(0, words.lastIndexOf(' ') + 1);
			throw new IllegalArgumentException(
					problem + "; expected one of " + String.join(", ", known.stream().map(String::valueOf).toList())
							+ NearestName.hint(words, known.stream().map((each) -> before + each).toList()));
		}
	}

}
