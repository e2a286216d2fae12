package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.function.Function;

import dev.failoverlab.run.Topic;
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

	/**
	 * Refuses words that end with a node that is none of those that they can be about.
	 */
	void checkNode(String words, Function<Layout, List<Integer>> known, String problem) {
		int last = words.lastIndexOf(' ') + 1;
		int node = Integer.parseInt(words.substring(last));
		if (this.layout != null && !known.apply(this.layout).contains(node)) {
			List<String> ids = known.apply(this.layout).stream().map(String::valueOf).toList();
			throw new IllegalArgumentException(problem.formatted(node) + "; expected one of " + String.join(", ", ids)
					+ NearestName.hint(words, ids.stream().map((id) -> words.substring(0, last) + id).toList()));
		}
	}

}
