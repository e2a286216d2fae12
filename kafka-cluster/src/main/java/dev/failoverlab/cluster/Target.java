package dev.failoverlab.cluster;

import java.util.OptionalInt;

/** Whom a fault is meant for, resolved to a node only when the fault is due. */
public sealed interface Target {

	/**
	 * Finds the node that the target means now.
	 * @param cluster the cluster to look in
	 * @return the node
	 * @throws ClusterException when it means no node now
	 */
	Node resolve(KafkaCluster cluster);

	/**
	 * The target in words, as histories and messages say it.
	 * @return for example {@code leader of email.send-0}
	 */
	String inWords();

	/**
	 * A node by its id.
	 *
	 * @param id the id
	 */
	record NodeId(int id) implements Target {

		@Override
		public Node resolve(KafkaCluster cluster) {
			return cluster.node(this.id);
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
		public Node resolve(KafkaCluster cluster) {
			return found(cluster, cluster.leaderOf(this.topic, this.partition), this);
		}

		@Override
		public String inWords() {
			return "leader of " + this.topic + "-" + this.partition;
		}

	}

	/** The leader of the controller quorum. */
	record ActiveController() implements Target {

		@Override
		public Node resolve(KafkaCluster cluster) {
			return found(cluster, cluster.activeController(), this);
		}

		@Override
		public String inWords() {
			return "active controller";
		}

	}

	private static Node found(KafkaCluster cluster, OptionalInt id, Target target) {
		return cluster.node(id.orElseThrow(() -> new ClusterException(
				"There is no " + target.inWords() + " at the moment: no node could say one.")));
	}

}
