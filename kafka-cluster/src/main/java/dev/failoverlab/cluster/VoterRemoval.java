package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import org.apache.kafka.common.Uuid;

/**
 * Removes a node from the voters before it is wiped, for backends.
 *
 * @param admin asks the cluster
 */
public record VoterRemoval(ClusterAdmin admin) {

	private static final Duration REMOVAL = Duration.ofSeconds(60);

	/**
	 * Checks that the quorum works without a node and its data.
	 * @param nodes all nodes
	 * @throws ClusterException when the other running voters are no majority
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
					+ " only " + others + " would be running with their data, which is not a majority");
		}
	}

	/**
	 * Removes a node from the voters, if it is one, and waits until that is done.
	 * @param node the node, which is down
	 */
	public void remove(Node node) {
		if (node.controllerAddress().isEmpty()) {
			return;
		}
		String seen = Deadline.in(REMOVAL)
			.until(() -> ClusterException.messageOr(() -> removed(node)), String::isEmpty);
		if (!seen.isEmpty()) {
			throw new ClusterException(
					"Node " + node.id() + " is still a voter after " + REMOVAL.toSeconds() + " s. Seen: " + seen);
		}
	}

	/**
	 * Empty once the node is not a voter; otherwise the reason. Throws when the quorum
	 * has just lost its leader, or another change is in progress.
	 */
	private String removed(Node node) {
		Uuid directory = this.admin.quorum().voters().get(node.id());
		if (directory == null) {
			return "";
		}
		this.admin.removeVoter(node.id(), directory);
		return "it is a voter";
	}

}
