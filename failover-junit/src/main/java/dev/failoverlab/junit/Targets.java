package dev.failoverlab.junit;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.Target.Kind;

/** The nodes that a fault is inflicted on, looked up only when the fault is due. */
public final class Targets {

	private Targets() {
	}

	/** A node by its id, 1 or higher. */
	public static Target node(int id) {
		return new Target(Kind.NODE, String.valueOf(id));
	}

	/** The leader of a partition, which is numbered from 0. */
	public static Target leaderOf(String topic, int partition) {
		return new Target(Kind.LEADER, topic + "-" + partition);
	}

	/** One of the running followers of a partition, which is numbered from 0. */
	public static Target followerOf(String topic, int partition) {
		return new Target(Kind.FOLLOWER, topic + "-" + partition);
	}

	/** The leader of the controller quorum. */
	public static Target activeController() {
		return any(Kind.ACTIVE_CONTROLLER);
	}

	/** The leader of the first partition whose leader is not the active controller. */
	public static Target leaderButNotController() {
		return any(Kind.OTHER_LEADER);
	}

	/** The coordinator of a consumer group. */
	public static Target coordinatorOfGroup(String group) {
		return new Target(Kind.GROUP_COORDINATOR, group);
	}

	/** The coordinator of the transactions of a {@code transactional.id}. */
	public static Target coordinatorOfTransaction(String transactionalId) {
		return new Target(Kind.TRANSACTION_COORDINATOR, transactionalId);
	}

	/** The largest number of nodes that is less than half of them. */
	public static Target minority() {
		return any(Kind.MINORITY);
	}

	/** The smallest number of nodes that is more than half of them. */
	public static Target majority() {
		return any(Kind.MAJORITY);
	}

	/** Every node. */
	public static Target allNodes() {
		return any(Kind.ALL);
	}

	/** Its topic is that of the run. */
	private static Target any(Kind kind) {
		return new Target(kind, "");
	}

}
