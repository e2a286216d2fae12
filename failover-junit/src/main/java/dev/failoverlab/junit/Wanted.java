package dev.failoverlab.junit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.run.Topic;

/**
 * The cluster that an annotation asks for.
 *
 * @param nodes how many nodes
 * @param topics the topics to create
 * @param settings of every node
 * @param disks log directories of each node
 * @param fastFailover whether the active controller is told of a node that died
 */
record Wanted(int nodes, List<Topic> topics, Map<String, String> settings, int disks, boolean fastFailover) {

	private static final int MOST_NODES = 9;

	private static final Pattern TOPIC = Pattern
		.compile("(?<name>[A-Za-z0-9._-]{1,249}):(?<partitions>[1-9]\\d{0,3}):(?<replicas>[1-9])(:(?<min>[1-9]))?");

	private static final Pattern SETTING = Pattern.compile("\\s*(?<name>[^=\\s]+)\\s*=(?<value>.*)");

	/**
	 * Reads an annotation.
	 * @throws IllegalArgumentException when a value of it is not valid; the message shows
	 * what would be
	 */
	static Wanted of(KafkaFailover annotation) {
		check(annotation.nodes() >= 1 && annotation.nodes() <= MOST_NODES,
				"nodes must be 1 to " + MOST_NODES + ", not " + annotation.nodes());
		check(annotation.disks() >= 1, "disks must be 1 or more, not " + annotation.disks());
		check(annotation.topics().length > 0, "topics needs one topic or more, for example \"orders:3:3\"");
		List<Topic> topics = Stream.of(annotation.topics()).map((text) -> topic(text, annotation.nodes())).toList();
		check(topics.stream().map(Topic::name).distinct().count() == topics.size(), "topics names a topic twice");
		return new Wanted(annotation.nodes(), topics, settings(annotation.settings()), annotation.disks(),
				annotation.fastFailover());
	}

	private static Topic topic(String text, int nodes) {
		Matcher matcher = TOPIC.matcher(text);
		check(matcher.matches(), "topics must be NAME:PARTITIONS:REPLICAS or NAME:PARTITIONS:REPLICAS:MIN-ISR, for"
				+ " example \"orders:3:3\", not \"" + text + "\"");
		int replicas = Integer.parseInt(matcher.group("replicas"));
		String min = matcher.group("min");
		int minIsr = (min != null) ? Integer.parseInt(min) : Math.max(1, replicas - 1);
		check(replicas <= nodes, "topic \"" + text + "\" wants " + replicas + " replicas on " + nodes + " nodes");
		check(minIsr <= replicas, "topic \"" + text + "\" wants more in-sync replicas than it has replicas");
		return new Topic(matcher.group("name"), Integer.parseInt(matcher.group("partitions")), replicas, minIsr);
	}

	private static Map<String, String> settings(String[] texts) {
		Map<String, String> settings = new LinkedHashMap<>();
		for (String text : texts) {
			Matcher matcher = SETTING.matcher(text);
			check(matcher.matches(), "settings must be NAME=VALUE, not \"" + text + "\"");
			settings.put(matcher.group("name"), matcher.group("value").strip());
		}
		return settings;
	}

	private static void check(boolean met, String problem) {
		if (!met) {
			throw new IllegalArgumentException("@KafkaFailover: " + problem + ".");
		}
	}

	ClusterSpec spec(Path folder) {
		ClusterSpec spec = ClusterSpec.combined(this.nodes, folder)
			.withPorts(ClusterSpec.Ports.AUTO)
			.withOverrides(this.settings)
			.withDisks(this.disks);
		return this.fastFailover ? spec.withFastFailover() : spec;
	}

	/**
	 * One of its topics.
	 * @throws IllegalArgumentException when it has no such topic; the message lists those
	 * that there are
	 */
	Topic topic(String name) {
		return this.topics.stream()
			.filter((topic) -> topic.name().equals(name))
			.findFirst()
			.orElseThrow(
					() -> new IllegalArgumentException("There is no topic " + name + " in @KafkaFailover. There are: "
							+ String.join(", ", this.topics.stream().map(Topic::name).toList())));
	}

}
