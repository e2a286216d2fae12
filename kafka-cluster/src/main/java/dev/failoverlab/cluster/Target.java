package dev.failoverlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;

/**
 * The nodes that a fault is inflicted on, resolved only when the fault is due.
 *
 * @param kind which nodes are meant
 * @param of a node's id, a partition, a group, both of these or a transactional id, as
 * the kind takes one; else the topic of the scenario
 */
public record Target(Kind kind, String of) {

	private static final String PARTITION = "\\S+-\\d{1,6}";

	private static final String NAME = "\\S+";

	/** As Kafka itself writes it; a group's name can have colons, a topic's cannot. */
	private static final String SHARE = "\\S+:" + PARTITION;

	/** In an example, the topic of the scenario. */
	private static final String TOPIC = "{topic}";

	/**
	 * Resolves the target to nodes, as the cluster is now. Where several nodes match, one
	 * is drawn at random; the same seed and the same cluster state give the same nodes.
	 * @param cluster the cluster to look in
	 * @return one or more nodes, in the order of their ids
	 * @throws ClusterException when no node matches; the message says what was seen
	 */
	public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
		return new Choice(cluster, random, this).nodes();
	}

	/**
	 * The target as written in scenarios, histories and messages.
	 * @return for example {@code leader of email.send-0}
	 */
	public String description() {
		return this.kind.operand.isEmpty() ? this.kind.words : this.kind.words + this.of;
	}

	/** The partition that it is about, if it is about one. */
	public Optional<TopicPartition> partition() {
		int dash = this.of.lastIndexOf('-');
		return this.kind.operand.equals(PARTITION) || this.kind.operand.equals(SHARE)
				? Optional.of(new TopicPartition(this.of.substring(this.of.lastIndexOf(':') + 1, dash),
						Integer.parseInt(this.of.substring(dash + 1))))
				: Optional.empty();
	}

	/** The group of a share coordinator. */
	String group() {
		return this.of.substring(0, this.of.lastIndexOf(':'));
	}

	/** The partition that it is about, or else the first of the scenario's topic. */
	public Optional<TopicPartition> anyPartition() {
		return this.kind.operand.isEmpty() ? Optional.of(new TopicPartition(this.of, 0)) : partition();
	}

	/**
	 * Parses a target.
	 * @param words as {@link #description} returns them
	 * @param topic the topic of the scenario, for targets that are about all of its
	 * partitions
	 * @throws IllegalArgumentException when the words are not a target; the message lists
	 * the {@link #examples}
	 */
	public static Target parse(String words, String topic) {
		return Stream.of(Kind.values())
			.filter((kind) -> words.startsWith(kind.words))
			.filter((kind) -> words.substring(kind.words.length()).matches(kind.operand))
			.findFirst()
			.map((kind) -> new Target(kind, kind.operand.isEmpty() ? topic : words.substring(kind.words.length())))
			.orElseThrow(() -> new IllegalArgumentException("unknown target \"" + words + "\"; expected one of "
					+ examples(topic).stream().collect(Collectors.joining("\", \"", "\"", "\""))));
	}

	/**
	 * An example of each target that {@link #parse} accepts.
	 * @param topic the topic of the scenario
	 * @return for example {@code node 1}, {@code leader of email.send-0}, …
	 */
	public static List<String> examples(String topic) {
		return Stream.of(Kind.values()).map((kind) -> kind.words + kind.example.replace(TOPIC, topic)).toList();
	}

	/**
	 * Parses the short form of a target in commands and requests: {@code leader} (of
	 * partition 0), {@code controller} (the active one), or a node's id.
	 * @param topic the topic whose leader is meant
	 * @return the target, or empty when the word is not a short form
	 */
	public static Optional<Target> ofShortForm(String word, String topic) {
		return switch (word) {
			case "leader" -> Optional.of(new Target(Kind.LEADER, topic + "-0"));
			case "controller" -> Optional.of(new Target(Kind.ACTIVE_CONTROLLER, topic));
			default -> Optional.of(new Target(Kind.NODE, word)).filter((node) -> word.matches("[1-9]\\d{0,8}"));
		};
	}

	/** Which nodes a target means, and how it is written. */
	public enum Kind {

		/** A node by its id. */
		NODE("node ", "\\d{1,9}", "1"),

		/** The leader of a partition. */
		LEADER("leader of ", PARTITION, TOPIC + "-0"),

		/** One of the running nodes that follow a partition. */
		FOLLOWER("follower of ", PARTITION, TOPIC + "-0"),

		/**
		 * The leader of the first partition of a topic whose leader is not the active
		 * controller.
		 */
		OTHER_LEADER("leader that is not the active controller"),

		/** The leader of the controller quorum. */
		ACTIVE_CONTROLLER("active controller"),

		/** The active controller, if it leads no partition of a topic. */
		IDLE_ACTIVE_CONTROLLER("active controller that leads nothing"),

		/**
		 * One of the running voters that are not the active controller and lead no
		 * partition of a topic.
		 */
		IDLE_CONTROLLER("controller that leads nothing"),

		/** The active controller, if it also leads a partition of a topic. */
		LEADING_CONTROLLER("leader that is also the active controller"),

		/** The coordinator of a consumer group or a share group. */
		GROUP_COORDINATOR("coordinator of group ", NAME, "GROUP"),

		/** The share coordinator, which keeps what a share group did with a partition. */
		SHARE_COORDINATOR("share coordinator of ", SHARE, "GROUP:" + TOPIC + "-0"),

		/** The coordinator of the transactions of a {@code transactional.id}. */
		TRANSACTION_COORDINATOR("coordinator of transaction ", NAME, "ID"),

		/** The largest number of nodes that is less than half of them. */
		MINORITY("a minority"),

		/** The smallest number of nodes that is more than half of them. */
		MAJORITY("a majority"),

		/** Every node. */
		ALL("all nodes");

		private final String words;

		/** The pattern of what follows the words. */
		private final String operand;

		private final String example;

		Kind(String words) {
			this(words, "", "");
		}

		Kind(String words, String operand, String example) {
			this.words = words;
			this.operand = operand;
			this.example = example;
		}

	}

}
