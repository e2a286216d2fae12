package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;

/** Who is what in the cluster now, and the words by which a node can be named. */
class Roles {

	/** The leader of partition 0. */
	static final String LEADER = "leader";

	/** The active controller. */
	static final String CONTROLLER = "controller";

	static final List<String> WORDS = List.of(LEADER, CONTROLLER);

	/** How long a view of the nodes waits for what only the cluster can tell. */
	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final KafkaCluster cluster;

	private final String topic;

	private final int partitions;

	Roles(KafkaCluster cluster, String topic, int partitions) {
		this.cluster = cluster;
		this.topic = topic;
		this.partitions = partitions;
	}

	String topic() {
		return this.topic;
	}

	/** Who holds which role, or empty when nobody in the cluster could say in time. */
	Optional<Holders> holders() {
		return anyNodeRuns() ? soon(() -> new Holders(this.cluster.activeController(), leaders())) : Optional.empty();
	}

	boolean isKnown(String target) {
		return WORDS.contains(target) || byId(target).isPresent();
	}

	/**
	 * The node that is meant now.
	 * @throws ClusterException when the role is nobody's, or nobody could say
	 */
	Node nodeOf(String target) {
		return byId(target).orElseGet(() -> {
			if (!anyNodeRuns()) {
				throw new ClusterException("No node runs that could say who is the " + inWords(target) + ".");
			}
			OptionalInt holder = LEADER.equals(target) ? this.cluster.leaderOf(this.topic, 0)
					: this.cluster.activeController();
			return this.cluster.node(holder
				.orElseThrow(() -> new ClusterException("There is no " + inWords(target) + " at the moment.")));
		});
	}

	/** The target as messages say it. */
	String inWords(String target) {
		return switch (target) {
			case LEADER -> "leader of " + this.topic + "-0";
			case CONTROLLER -> "active controller";
			default -> "node " + target;
		};
	}

	private SortedMap<Integer, Integer> leaders() {
		SortedMap<Integer, Integer> leaders = new TreeMap<>();
		for (int partition = 0; partition < this.partitions; partition++) {
			int number = partition;
			this.cluster.leaderOf(this.topic, number).ifPresent((leader) -> leaders.put(number, leader));
		}
		return leaders;
	}

	private Optional<Node> byId(String target) {
		return this.cluster.nodes().stream().filter((node) -> target.equals(String.valueOf(node.id()))).findFirst();
	}

	/** Without one there is nobody to ask, and no time-out to wait for. */
	private boolean anyNodeRuns() {
		return this.cluster.nodes().stream().anyMatch((node) -> node.state() == Node.State.RUNNING);
	}

	private static <T> Optional<T> soon(Supplier<T> question) {
		return CompletableFuture.supplyAsync(() -> Optional.of(question.get()))
			.completeOnTimeout(Optional.empty(), TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((ex) -> Optional.empty())
			.join();
	}

	/**
	 * Who holds which role.
	 *
	 * @param activeController the leader of the quorum, if there is one
	 * @param leaders the leader of each partition that has one
	 */
	record Holders(OptionalInt activeController, SortedMap<Integer, Integer> leaders) {

		List<Integer> leads(int node) {
			return this.leaders.entrySet()
				.stream()
				.filter((leader) -> leader.getValue() == node)
				.map(Map.Entry::getKey)
				.toList();
		}

		boolean isActiveController(int node) {
			return this.activeController.equals(OptionalInt.of(node));
		}

	}

}
