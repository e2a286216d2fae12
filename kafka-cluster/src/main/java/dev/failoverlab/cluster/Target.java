package dev.failoverlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The nodes that a fault is inflicted on, resolved only when the fault is due. */
public sealed interface Target {

	/**
	 * Resolves the target to nodes, as the cluster is now. Where several nodes match, one
	 * is drawn at random; the same seed and the same cluster state give the same nodes.
	 * @param cluster the cluster to look in
	 * @return one or more nodes, in the order of their ids
	 * @throws ClusterException when no node matches; the message says what was seen
	 */
	List<Node> resolve(KafkaCluster cluster, RandomGenerator random);

	/**
	 * The target as written in scenarios, histories and messages.
	 * @return for example {@code leader of email.send-0}
	 */
	String inWords();

	/**
	 * Parses a target.
	 * @param words as {@link #inWords} returns them
	 * @param topic the topic of the scenario, for targets that are about all of its
	 * partitions
	 * @throws IllegalArgumentException when the words are not a target; the message lists
	 * the {@link #examples}
	 */
	static Target parse(String words, String topic) {
		return TargetWords.parse(words, topic);
	}

	/**
	 * An example of each target that {@link #parse} accepts.
	 * @param topic the topic of the scenario
	 * @return for example {@code node 1}, {@code leader of email.send-0}, …
	 */
	static List<String> examples(String topic) {
		return TargetWords.examples(topic);
	}

	/**
	 * Parses the short form of a target in commands and requests: {@code leader} (of
	 * partition 0), {@code controller} (the active one), or a node's id.
	 * @param topic the topic whose leader is meant
	 * @return the target, or empty when the word is not a short form
	 */
	static Optional<Target> ofShortForm(String word, String topic) {
		return TargetWords.ofShortForm(word, topic);
	}

	/** A node by its id. */
	record NodeId(int id) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return List.of(cluster.node(this.id));
		}

		@Override
		public String inWords() {
			return "node " + this.id;
		}

	}

	/**
	 * The leader of a partition.
	 *
	 * @param partition the partition, from 0
	 */
	record Leader(String topic, int partition) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return Choice.found(cluster, () -> cluster.leaderOf(this.topic, this.partition), this);
		}

		@Override
		public String inWords() {
			return "leader of " + this.topic + "-" + this.partition;
		}

	}

	/**
	 * One of the running nodes that follow a partition.
	 *
	 * @param partition the partition, from 0
	 */
	record Follower(String topic, int partition) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			List<Integer> replicas = cluster.replicasOf(this.topic, this.partition);
			int leader = cluster.leaderOf(this.topic, this.partition).orElse(-1);
			return new Choice(cluster, random).one(this, (id) -> replicas.contains(id) && id != leader,
					"replicas " + replicas + ", led by " + ((leader < 0) ? "no node" : "" + leader));
		}

		@Override
		public String inWords() {
			return "follower of " + this.topic + "-" + this.partition;
		}

	}

	/** The leader of the controller quorum. */
	record ActiveController() implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return Choice.found(cluster, () -> cluster.activeController(), this);
		}

		@Override
		public String inWords() {
			return "active controller";
		}

	}

	/**
	 * One of the running voters that are not the active controller and lead no partition
	 * of a topic.
	 */
	record IdleController(String topic) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			Set<Integer> voters = cluster.voters();
			Set<Integer> leaders = cluster.leadersOf(this.topic);
			int active = cluster.activeController().orElse(-1);
			return new Choice(cluster, random)
				.one(this, (id) -> voters.contains(id) && !leaders.contains(id) && id != active, "voters " + voters
						+ ", the active one " + active + ", and " + leaders + " leading partitions of " + this.topic);
		}

		@Override
		public String inWords() {
			return "controller that leads nothing";
		}

	}

	/** The active controller, if it also leads a partition of a topic. */
	record LeadingController(String topic) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			Set<Integer> leaders = cluster.leadersOf(this.topic);
			int active = cluster.activeController().orElse(-1);
			return new Choice(cluster, random).one(this, (id) -> id == active && leaders.contains(id),
					"the active controller " + active + ", and " + leaders + " leading partitions of " + this.topic);
		}

		@Override
		public String inWords() {
			return "leader that is also the active controller";
		}

	}

	/**
	 * The coordinator of a consumer group.
	 *
	 * @param group the group's id
	 */
	record GroupCoordinator(String group) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return Choice.found(cluster, () -> cluster.groupCoordinator(this.group), this);
		}

		@Override
		public String inWords() {
			return "coordinator of group " + this.group;
		}

	}

	/**
	 * The coordinator of a producer's transactions.
	 *
	 * @param transactionalId the producer's {@code transactional.id}
	 */
	record TransactionCoordinator(String transactionalId) implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return Choice.found(cluster, () -> cluster.transactionCoordinator(this.transactionalId), this);
		}

		@Override
		public String inWords() {
			return "coordinator of transaction " + this.transactionalId;
		}

	}

	/** The largest number of nodes that is less than half of them. */
	record Minority() implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return new Choice(cluster, random).several(this, (cluster.nodes().size() - 1) / 2);
		}

		@Override
		public String inWords() {
			return "a minority";
		}

	}

	/** The smallest number of nodes that is more than half of them. */
	record Majority() implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return new Choice(cluster, random).several(this, cluster.nodes().size() / 2 + 1);
		}

		@Override
		public String inWords() {
			return "a majority";
		}

	}

	/** Every node. */
	record All() implements Target {

		@Override
		public List<Node> resolve(KafkaCluster cluster, RandomGenerator random) {
			return cluster.nodes();
		}

		@Override
		public String inWords() {
			return "all nodes";
		}

	}

}
