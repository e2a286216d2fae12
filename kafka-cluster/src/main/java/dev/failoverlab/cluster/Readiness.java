package dev.failoverlab.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;

/**
 * Waits for what {@link KafkaCluster#start} guarantees, for backends: brokers are
 * registered and unfenced, controllers vote, and all replicas of a test topic are in the
 * ISR. The topic is created for this and deleted again.
 */
public final class Readiness {

	private static final String TOPIC = "failover-lab-readiness";

	private static final Duration ONE_BROKER = Duration.ofSeconds(1);

	/** Where each broker listens, by node id. */
	private final SortedMap<Integer, String> brokers;

	private final Set<Integer> controllers;

	private final ClientSettings client;

	private final ClusterAdmin admin;

	private final Consumer<String> progress;

	private String reported = "";

	/**
	 * Creates the check of a cluster.
	 * @param nodes the nodes that it must have
	 * @param client how a node is reached
	 * @param admin asks the cluster
	 * @param progress called with a message on each change
	 */
	public Readiness(Collection<? extends Node> nodes, ClientSettings client, ClusterAdmin admin,
			Consumer<String> progress) {
		this.brokers = addresses(nodes, Node::brokerAddress);
		this.controllers = addresses(nodes, Node::controllerAddress).keySet();
		this.client = client;
		this.admin = admin;
		this.progress = progress;
	}

	/**
	 * Waits until the cluster is ready.
	 * @param atMost how long
	 * @param check called between two attempts; throws to stop waiting
	 * @throws ClusterException when it is not ready in time; the message says what is
	 * missing
	 */
	public synchronized void await(Duration atMost, Runnable check) {
		Wait wait = new Wait(Deadline.in(atMost), atMost, check);
		Instant begin = Instant.now();
		forAll("brokers registered and unfenced", this.brokers.keySet(), this::unfencedBrokers, wait);
		wait.until("a topic on every broker", () -> {
			this.admin.create(new NewTopic(TOPIC, assignments()));
			return "";
		});
		wait.until("all replicas of a topic in sync", this::notInSync);
		wait.until("the removal of that topic", () -> {
			this.admin.delete(TOPIC);
			return "";
		});
		forAll("controllers voting", this.controllers, () -> this.admin.quorum().votersSince(begin), wait);
	}

	/**
	 * One partition for each broker, with replicas on it and the next two: every broker
	 * leads one and follows others.
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

	private String notInSync() {
		Map<Integer, Set<Integer>> isr = this.admin.partitions()
			.of(TOPIC)
			.stream()
			.collect(Collectors.toMap(PartitionMetadata::partition, (info) -> Set.copyOf(info.inSyncReplicaIds)));
		boolean inSync = assignments().entrySet()
			.stream()
			.allMatch((wanted) -> isr.getOrDefault(wanted.getKey(), Set.of()).containsAll(wanted.getValue()));
		return inSync ? "" : "in sync, by partition: " + isr;
	}

	private Set<Integer> unfencedBrokers() {
		return this.brokers.entrySet()
			.stream()
			.filter((broker) -> isUnfenced(broker.getKey(), broker.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Asks the broker itself, because other brokers report a dead broker as alive for
	 * some seconds. A broker that answers has started. One that reports itself as
	 * unfenced has read its own registration.
	 */
	private boolean isUnfenced(int id, String address) {
		try (NodeConnection broker = this.client.connect(address, ONE_BROKER)) {
			DescribeClusterResponse known = (DescribeClusterResponse) broker
				.ask(new DescribeClusterRequest.Builder(new DescribeClusterRequestData()));
			return known.nodes().containsKey(id);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static SortedMap<Integer, String> addresses(Collection<? extends Node> nodes,
			Function<Node, String> address) {
		return nodes.stream()
			.filter((node) -> !address.apply(node).isEmpty())
			.collect(Collectors.toMap(Node::id, address, (a, b) -> b, TreeMap::new));
	}

	private void forAll(String what, Set<Integer> wanted, Supplier<Set<Integer>> seen, Wait wait) {
		String none = what + ": none of " + wanted.size();
		report(none); // Before the first answers, which may take seconds.
		wait.until(what + " " + wanted, () -> {
			Set<Integer> now = seen.get();
			String text = now.isEmpty() ? none : what + ": " + now.size() + " of " + wanted.size() + " " + now;
			report(text);
			return now.containsAll(wanted) ? "" : text;
		});
	}

	private void report(String text) {
		if (!text.equals(this.reported)) {
			this.reported = text;
			this.progress.accept(text);
		}
	}

	/** One time limit for several waits, one after the other. */
	private record Wait(Deadline deadline, Duration atMost, Runnable check) {

		/**
		 * Waits until nothing is missing.
		 * @param missing says what is missing, or returns an empty string; it may also
		 * throw an exception with that message
		 */
		private void until(String what, Supplier<String> missing) {
			String last = this.deadline.until(() -> {
				this.check.run();
				return ClusterException.messageOr(missing);
			}, String::isEmpty);
			if (!last.isEmpty()) {
				throw new ClusterException("The cluster is not ready after " + this.atMost.toMillis() / 1000.0
						+ " s. Waited for: " + what + ". Seen: " + last);
			}
		}

	}

}
