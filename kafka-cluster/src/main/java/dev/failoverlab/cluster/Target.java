package dev.failoverlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The nodes that a fault is inflicted on, resolved to nodes only when the fault is due.
 */
public sealed interface Target {

	/**
	 * Finds the nodes that the target means now. Where it means any of several, the
	 * choice is random: the same random numbers and the same cluster give the same nodes.
	 * @param cluster the cluster to look in
	 * @param random the source of random numbers
	 * @return the nodes, one at least, in the order of their ids
	 * @throws ClusterException when it means no node now; the message tells what was seen
	 */
	List<Node> resolve(KafkaCluster cluster, RandomGenerator random);

	/**
	 * The target in words, as scenarios, histories and messages say it.
	 * @return for example {@code leader of email.send-0}
	 */
	String inWords();

	/**
	 * The target that words mean.
	 * @param words as {@link #inWords} says them
	 * @param topic the topic of the scenario, for targets that are about all of its
	 * partitions
	 * @return the target
	 * @throws IllegalArgumentException when they are no target's; the message lists the
	 * {@link #examples}
	 */
	static Target parse(String words, String topic) {
		return TargetWords.parse(words, topic);
	}

	/**
	 * An example of each target, in words that can be parsed.
	 * @param topic the topic of the scenario
	 * @return for example {@code node 1}, {@code leader of email.send-0}, …
	 */
	static List<String> examples(String topic) {
		return TargetWords.examples(topic);
	}

	/**
	 * The target that a short form means, as commands and requests have it:
	 * {@code leader} (of partition 0), {@code controller} (the active one), or a node's
	 * id.
	 * @param word the short form
	 * @param topic the topic whose leader is meant
	 * @return the target, or empty when the word is no short form
	 */
	static Optional<Target> ofShortForm(String word, String topic) {
		return TargetWords.ofShortForm(word, topic);
	}

	/**
	 * A node by its id.
	 *
	 * @param id the id
	 */
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
	 * @param topic the topic
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
	 * One of those that run and keep a partition without leading it.
	 *
	 * @param topic the topic
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
	 * One of the voters that run, are not the active controller, and lead no partition of
	 * a topic.
	 *
	 * @param topic the topic
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

	/**
	 * The active controller, if it leads a partition of a topic as well.
	 *
	 * @param topic the topic
	 */
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

	/** As many nodes as are still less than half. */
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

	/** As few nodes as are more than half. */
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
