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
 * The wait for what {@link KafkaCluster#start} promises, for backends: brokers registered
 * and unfenced, controllers voting, and a topic, made for this and removed again, with
 * all its replicas in the ISR.
 */
public final class Readiness {

	private static final String TOPIC = "failover-lab-readiness";

	private static final Duration ONE_BROKER = Duration.ofSeconds(1);

	/** Where each broker listens, by node id. */
	private final SortedMap<Integer, String> brokers;

	private final Set<Integer> controllers;

	private final ClusterAdmin admin;

	private final Consumer<String> progress;

	private String told = "";

	/**
	 * Readiness of a cluster.
	 * @param nodes the nodes that it must have
	 * @param admin asks the cluster
	 * @param progress told each time that something has changed
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
	 * @param check called between two looks; throws when it is useless to go on waiting
	 * @throws ClusterException when it is not ready in time; the message tells what is
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
	 * As the broker says of itself: for seconds after its death the others go on calling
	 * it alive. One that answers has started, and one that calls itself unfenced has
	 * caught up with its own registration.
	 */
	private static boolean isUnfenced(int id, String address) {
		try (NodeConnection broker = new NodeConnection(address, ONE_BROKER)) {
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
		tell(none); // At once: the first answers may take seconds.
		wait.until(what + " " + wanted, () -> {
			Set<Integer> now = seen.get();
			String text = now.isEmpty() ? none : what + ": " + now.size() + " of " + wanted.size() + " " + now;
			tell(text);
			return now.containsAll(wanted) ? "" : text;
		});
	}

	private void tell(String text) {
		if (!text.equals(this.told)) {
			this.told = text;
			this.progress.accept(text);
		}
	}

	/** One bounded wait for several things, each after the other. */
	private record Wait(Deadline deadline, Duration atMost, Runnable check) {

		/**
		 * Waits until nothing is missing.
		 * @param missing what is missing, or empty text; an exception tells it, too
		 */
		private void until(String what, Supplier<String> missing) {
			String last = this.deadline.until(() -> look(missing), String::isEmpty);
			if (!last.isEmpty()) {
				throw new ClusterException("The cluster is not ready after " + this.atMost.toMillis() / 1000.0
						+ " s. Waited for: " + what + ". Seen: " + last);
			}
		}

		private String look(Supplier<String> missing) {
			this.check.run();
			try {
				return missing.get();
			}
			catch (ClusterException ex) {
				return String.valueOf(ex.getMessage());
			}
		}

	}

}
