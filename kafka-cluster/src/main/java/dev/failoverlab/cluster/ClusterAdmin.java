package dev.failoverlab.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.QuorumInfo.ReplicaState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster says of itself, for backends, asked over one long-lived connection that
 * survives the death of any node. Each question is bounded; one that no node answers is a
 * {@link ClusterException}. Safe for use by several threads.
 */
public final class ClusterAdmin implements AutoCloseable {

	/** How long one node may take: a paused one takes a request and never answers. */
	private static final Duration ONE_NODE = Duration.ofMillis(1500);

	/** How long a connection may take, which leaves time to try another node. */
	private static final Duration CONNECTION = Duration.ofMillis(500);

	/**
	 * How long to go on asking: long enough for each of a few nodes to be the wrong one.
	 */
	private static final Duration ALL_NODES = Duration.ofSeconds(8);

	private final Admin admin;

	/**
	 * Connects, in the background, to a cluster that need not run yet.
	 * @param bootstrapServers addresses of the brokers
	 */
	public ClusterAdmin(String bootstrapServers) {
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "failover-lab-cluster",
				// The admin client looks for requests without an answer only when a call
				// is over, so
				// both are as long as one node may take, and what is to be asked again is
				// asked by us.
				"request.timeout.ms", (int) ONE_NODE.toMillis(), "default.api.timeout.ms", (int) ONE_NODE.toMillis(),
				// A node that is cut off does not even refuse a connection.
				"socket.connection.setup.timeout.ms", CONNECTION.toMillis(), "socket.connection.setup.timeout.max.ms",
				CONNECTION.toMillis(),
				// A node that is down may be up again at any moment.
				"reconnect.backoff.ms", 50, "reconnect.backoff.max.ms", 250, "retry.backoff.max.ms", 250,
				"enable.metrics.push", false));
	}

	/**
	 * Who leads a partition.
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return the leader's node id, or empty when nobody leads
	 * @throws ClusterException when there is no such partition, or no node answers
	 */
	public OptionalInt leaderOf(String topic, int partition) {
		List<TopicPartitionInfo> partitions = untilAnswered(() -> describe(topic)).partitions();
		Node leader = partitions.stream()
			.filter((info) -> info.partition() == partition)
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no partition " + topic + "-" + partition + ": " + topic
					+ " has " + partitions.size() + ", from 0"))
			.leader();
		return (leader == null || leader.isEmpty()) ? OptionalInt.empty() : OptionalInt.of(leader.id());
	}

	/**
	 * The leader of the controller quorum.
	 * @return its node id, or empty when brokers answer, but can reach no leader
	 * @throws ClusterException when no broker answers
	 */
	public OptionalInt activeController() {
		try {
			int leader = untilAnswered(this::quorum).leaderId();
			return (leader < 0) ? OptionalInt.empty() : OptionalInt.of(leader);
		}
		catch (ClusterException noLeader) {
			untilAnswered(this::unfencedBrokers);
			return OptionalInt.empty();
		}
	}

	/**
	 * The brokers that are registered and unfenced.
	 * @return their node ids, sorted
	 */
	private Set<Integer> unfencedBrokers() {
		DescribeClusterOptions unfenced = new DescribeClusterOptions().includeFencedBrokers(false);
		return answer("the brokers", this.admin.describeCluster(unfenced).nodes()).stream()
			.map(Node::id)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The controllers that vote and live: a voter that died is one still.
	 * @param since the quorum's leader counts, and those that have fetched from it since
	 * then
	 * @return their node ids, sorted
	 */
	Set<Integer> votersSince(Instant since) {
		QuorumInfo quorum = quorum();
		return quorum.voters()
			.stream()
			.filter((voter) -> voter.replicaId() == quorum.leaderId()
					|| voter.lastFetchTimestamp().orElse(-1) >= since.toEpochMilli())
			.map(ReplicaState::replicaId)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The ISR of each partition of a topic.
	 * @return the node ids, by partition
	 */
	Map<Integer, Set<Integer>> isr(String topic) {
		return describe(topic).partitions()
			.stream()
			.collect(Collectors.toMap(TopicPartitionInfo::partition,
					(info) -> info.isr().stream().map(Node::id).collect(Collectors.toSet())));
	}

	/** Makes a topic, or leaves one that is there as it is. */
	void create(NewTopic topic) {
		try {
			answer("a new topic " + topic.name(), this.admin.createTopics(List.of(topic)).all());
		}
		catch (ClusterException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
		}
	}

	/** Removes a topic, or does nothing when it is not there. */
	void delete(String topic) {
		try {
			answer("the removal of topic " + topic, this.admin.deleteTopics(List.of(topic)).all());
		}
		catch (ClusterException ex) {
			if (!(ex.getCause() instanceof UnknownTopicOrPartitionException)) {
				throw ex;
			}
		}
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

	private TopicDescription describe(String topic) {
		return answer("topic " + topic, this.admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
	}

	private QuorumInfo quorum() {
		return answer("the controller quorum", this.admin.describeMetadataQuorum().quorumInfo());
	}

	/**
	 * Asks again, and thus another node, as long as a time-out is all that comes back.
	 */
	private static <T> T untilAnswered(Supplier<T> question) {
		Deadline deadline = Deadline.in(ALL_NODES);
		while (true) {
			try {
				return question.get();
			}
			catch (ClusterException ex) {
				if (deadline.passed() || !(ex.getCause() instanceof org.apache.kafka.common.errors.TimeoutException)) {
					throw ex;
				}
				deadline.poll();
			}
		}
	}

	private static <T> T answer(String question, @Nullable KafkaFuture<T> future) {
		try {
			return Objects.requireNonNull(future).get(2 * ONE_NODE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new ClusterException("Asked for " + question + ", the cluster said: " + ex.getCause(), ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new ClusterException("Asked for " + question + ", no node answered", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while asking for " + question, ex);
		}
	}

}
