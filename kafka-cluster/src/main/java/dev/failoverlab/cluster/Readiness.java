package dev.failoverlab.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.NewTopic;

/**
 * The wait for what {@link KafkaCluster#start} promises, for backends: brokers registered
 * and unfenced, controllers voting, and a topic, made for this and removed again, with
 * all its replicas in the ISR.
 */
public final class Readiness {

	private static final String TOPIC = "failover-lab-readiness";

	/** Where each broker listens, by node id. */
	private final SortedMap<Integer, String> brokers;

	private final Set<Integer> controllers;

	private final ClusterAdmin admin;

	private final Consumer<String> progress;

	/**
	 * Readiness of a cluster.
	 * @param nodes the nodes that it must have
	 * @param admin whom to ask
	 * @param progress told each time that something has changed, in words
	 */
	public Readiness(Collection<? extends Node> nodes, ClusterAdmin admin, Consumer<String> progress) {
		this.brokers = addresses(nodes, Node::brokerAddress);
		this.controllers = addresses(nodes, Node::controllerAddress).keySet();
		this.admin = admin;
		this.progress = progress;
	}

	/**
	 * Waits until the cluster is ready.
	 * @param atMost how long
	 * @param hope called between two looks; throws when waiting on is no use
	 * @throws ClusterException when it is not ready in time; the message tells what is
	 * missing
	 */
	public synchronized void await(Duration atMost, Runnable hope) {
		Wait wait = new Wait(Deadline.in(atMost), atMost, hope);
		Instant begin = Instant.now();
		wait.forAll("brokers registered and unfenced", this.brokers.keySet(), this::unfencedBrokers);
		wait.until("a topic on every broker", () -> {
			this.admin.create(new NewTopic(TOPIC, assignments()));
			return true;
		});
		wait.until("all replicas of a topic in sync", this::isInSync);
		wait.until("the removal of that topic", () -> {
			this.admin.delete(TOPIC);
			return true;
		});
		wait.forAll("controllers voting", this.controllers, () -> this.admin.votersSince(begin));
	}

	/**
	 * A partition for each broker, on it and the next two: each leads, and each follows.
	 */
	private Map<Integer, List<Integer>> assignments() {
		List<Integer> ring = List.copyOf(this.brokers.keySet());
		int replicas = Math.min(3, ring.size());
		return IntStream.range(0, ring.size())
			.boxed()
			.collect(Collectors.toMap((partition) -> partition,
					(partition) -> IntStream.range(partition, partition + replicas)
						.mapToObj((i) -> ring.get(i % ring.size()))
						.toList()));
	}

	private boolean isInSync() {
		Map<Integer, Set<Integer>> isr = this.admin.isr(TOPIC);
		return assignments().entrySet()
			.stream()
			.allMatch((wanted) -> isr.getOrDefault(wanted.getKey(), Set.of()).containsAll(wanted.getValue()));
	}

	/** Those that say so of themselves. */
	private Set<Integer> unfencedBrokers() {
		return this.brokers.entrySet()
			.stream()
			.filter((broker) -> SingleNode.unfencedBrokers(broker.getValue()).contains(broker.getKey()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static SortedMap<Integer, String> addresses(Collection<? extends Node> nodes,
			Function<Node, String> address) {
		return nodes.stream()
			.filter((node) -> !address.apply(node).isEmpty())
			.collect(Collectors.toMap(Node::id, address, (a, b) -> b, TreeMap::new));
	}

	/** One bounded wait for several things, each after the other. */
	private final class Wait {

		private final Deadline deadline;

		private final Duration atMost;

		private final Runnable hope;

		private String said = "";

		private Wait(Deadline deadline, Duration atMost, Runnable hope) {
			this.deadline = deadline;
			this.atMost = atMost;
			this.hope = hope;
		}

		private void forAll(String what, Set<Integer> wanted, Supplier<Set<Integer>> seen) {
			say(what + ": none of " + wanted.size()); // At once: the first answers may
														// take seconds.
			until(what + " " + wanted, () -> {
				Set<Integer> now = seen.get();
				say(what + ": " + (now.isEmpty() ? "none of " + wanted.size()
						: now.size() + " of " + wanted.size() + " " + now));
				return now.containsAll(wanted);
			});
		}

		private void until(String what, BooleanSupplier condition) {
			String seen = "nothing";
			while (true) {
				this.hope.run();
				try {
					if (condition.getAsBoolean()) {
						return;
					}
					seen = this.said;
				}
				catch (ClusterException ex) {
					seen = String.valueOf(ex.getMessage());
				}
				if (this.deadline.passed()) {
					throw new ClusterException("The cluster is not ready after " + this.atMost.toMillis() / 1000.0
							+ " s. Waited for: " + what + ". Seen: " + seen);
				}
				this.deadline.poll();
			}
		}

		private void say(String text) {
			if (!text.equals(this.said)) {
				this.said = text;
				Readiness.this.progress.accept(text);
			}
		}

	}

}
