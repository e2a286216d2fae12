package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import org.apache.kafka.common.Uuid;

/** What it takes of the other voters to wipe one, for backends. */
public final class VoterRemoval {

	private static final Duration REMOVAL = Duration.ofSeconds(60);

	private final ClusterAdmin admin;

	/**
	 * Removals from a cluster's quorum.
	 * @param admin asks the cluster
	 */
	public VoterRemoval(ClusterAdmin admin) {
		this.admin = admin;
	}

	/**
	 * Makes sure that the quorum can go on without a node, and without what it knew.
	 * @param node the node
	 * @param nodes all nodes
	 * @throws ClusterException when no majority of the voters runs besides it
	 */
	public void check(Node node, Collection<? extends Node> nodes) {
		if (node.controllerAddress().isEmpty()) {
			return;
		}
		Map<Integer, Uuid> voters = this.admin.quorum().voters();
		long others = nodes.stream()
			.filter((other) -> other.id() != node.id() && other.state() == Node.State.RUNNING)
			.filter((other) -> voters.containsKey(other.id()))
			.count();
		if (voters.containsKey(node.id()) && others <= voters.size() / 2) {
			throw new ClusterException("Node " + node.id() + " cannot be wiped: of the voters " + voters.keySet()
					+ " only " + others + " would be left with their data and running, which is no majority");
		}
	}

	/**
	 * Takes a node's vote away, if it has one, and waits until it is gone.
	 * @param node the node, which is down
	 */
	public void remove(Node node) {
		if (node.controllerAddress().isEmpty()) {
			return;
		}
		String seen = Deadline.in(REMOVAL).until(() -> removed(node), String::isEmpty);
		if (!seen.isEmpty()) {
			throw new ClusterException(
					"Node " + node.id() + " is still a voter after " + REMOVAL.toSeconds() + " s. Seen: " + seen);
		}
	}

	/** Empty once the node has no vote, else what stands in the way. */
	private String removed(Node node) {
		try {
			Uuid directory = this.admin.quorum().voters().get(node.id());
			if (directory == null) {
				return "";
			}
			this.admin.removeVoter(node.id(), directory);
			return "its vote";
		}
		catch (ClusterException ex) {
			// A quorum that has just lost its leader, or is still at another change.
			return String.valueOf(ex.getMessage());
		}
	}

}
