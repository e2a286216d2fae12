package dev.failoverlab.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

/** Finds the nodes of a target. Where several match, the choice is random. */
record Choice(KafkaCluster cluster, RandomGenerator random, Target target) {

	List<Node> nodes() {
		String of = this.target.of();
		int all = this.cluster.nodes().size();
		return switch (this.target.kind()) {
			case NODE -> List.of(this.cluster.node(Integer.parseInt(of)));
			case LEADER -> named(() -> this.cluster.leaderOf(partition().topic(), partition().partition()));
			case FOLLOWER -> follower();
			case ACTIVE_CONTROLLER -> named(this.cluster::activeController);
			case OTHER_LEADER, IDLE_CONTROLLER, IDLE_ACTIVE_CONTROLLER, LEADING_CONTROLLER -> byRole();
			case GROUP_COORDINATOR -> named(() -> this.cluster.groupCoordinator(of));
			case SHARE_COORDINATOR -> named(() -> this.cluster.shareCoordinator(this.target.group(), partition()));
			case TRANSACTION_COORDINATOR -> named(() -> this.cluster.transactionCoordinator(of));
			case MINORITY -> several((all - 1) / 2);
			case MAJORITY -> several(all / 2 + 1);
			case ALL -> this.cluster.nodes();
		};
	}

	private TopicPartition partition() {
		return this.target.partition().orElseThrow();
	}

	private List<Node> follower() {
		List<Integer> replicas = this.cluster.replicasOf(partition().topic(), partition().partition());
		int leader = this.cluster.leaderOf(partition().topic(), partition().partition()).orElse(-1);
		return one((id) -> replicas.contains(id) && id != leader,
				"replicas " + replicas + ", led by " + ((leader < 0) ? "no node" : "" + leader));
	}

	private List<Node> byRole() {
		Set<Integer> voters = this.cluster.voters();
		Set<Integer> leaders = this.cluster.leadersOf(this.target.of());
		int active = this.cluster.activeController().orElse(-1);
		return one(switch (this.target.kind()) {
			case OTHER_LEADER -> firstOf(leaders, active);
			case IDLE_CONTROLLER -> (id) -> voters.contains(id) && !leaders.contains(id) && id != active;
			case IDLE_ACTIVE_CONTROLLER -> (id) -> id == active && !leaders.contains(id);
			default -> (id) -> id == active && leaders.contains(id);
		}, "voters " + voters + ", the active one " + active + ", and " + leaders + " leading partitions of "
				+ this.target.of());
	}

	/**
	 * The leaders are in the order of the partitions, and a dead one may still be named.
	 */
	private IntPredicate firstOf(Set<Integer> leaders, int active) {
		List<Integer> running = running().stream().map(Node::id).toList();
		int first = leaders.stream().filter((id) -> id != active && running.contains(id)).findFirst().orElse(-1);
		return (id) -> active >= 0 && id == first;
	}

	/**
	 * The one node that the cluster itself names. When no node runs, the cluster is not
	 * asked: the request could only time out.
	 */
	private List<Node> named(Supplier<OptionalInt> question) {
		if (running().isEmpty()) {
			throw new ClusterException("No node is running, so the " + this.target.description() + " is unknown.");
		}
		return List.of(this.cluster.node(question.get()
			.orElseThrow(() -> new ClusterException(
					"There is no " + this.target.description() + " at the moment: no node reports one."))));
	}

	/** One running node that is wanted. */
	private List<Node> one(IntPredicate wanted, String seen) {
		List<Node> found = running().stream().filter((node) -> wanted.test(node.id())).toList();
		if (found.isEmpty()) {
			throw new ClusterException("There is no " + this.target.description() + " at the moment. Seen: " + seen
					+ "; " + runningNodes() + ".");
		}
		return List.of(found.get(this.random.nextInt(found.size())));
	}

	/** Any {@code count} running nodes. */
	private List<Node> several(int count) {
		List<Node> left = new ArrayList<>(running());
		if (count == 0 || left.size() < count) {
			throw new ClusterException("There is no " + this.target.description() + " at the moment: that is " + count
					+ " of " + this.cluster.nodes().size() + " nodes. Seen: " + runningNodes() + ".");
		}
		List<Node> chosen = new ArrayList<>();
		while (chosen.size() < count) {
			chosen.add(left.remove(this.random.nextInt(left.size())));
		}
		chosen.sort(Comparator.comparing(Node::id));
		return chosen;
	}

	private List<Node> running() {
		return this.cluster.nodes().stream().filter((node) -> node.state() == Node.State.RUNNING).toList();
	}

	private String runningNodes() {
		return "running nodes: "
				+ running().stream().map((node) -> "" + node.id()).collect(Collectors.joining(", ", "[", "]"));
	}

}
