package dev.failoverlab.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.QuorumInfo.ReplicaState;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.apache.kafka.common.requests.DescribeQuorumResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster says of itself, for backends, whichever of its nodes lives. Each
 * question is bounded; one that no node answers is a {@link ClusterException}. Safe for
 * use by several threads.
 */
public final class ClusterAdmin implements AutoCloseable {

	/** How long one node may take: a paused one takes a request and never answers. */
	private static final Duration ONE_NODE = Duration.ofMillis(1500);

	/** How long a connection may take, which leaves time to try another node. */
	private static final Duration CONNECTION = Duration.ofMillis(500);

	/**
	 * How long to go on asking: long enough for a busy node to answer.
	 */
	private static final Duration ALL_NODES = Duration.ofSeconds(8);

	/** How long a topic can be unknown to every broker after it was made. */
	private static final Duration LEARNING = Duration.ofSeconds(5);

	/**
	 * For a second or two after the death of the active controller there is no other yet;
	 * for ten and more among containers, who look for the name of the dead one.
	 */
	private static final Duration ELECTION = Duration.ofSeconds(30);

	private static final DescribeQuorumRequest.Builder QUORUM = new DescribeQuorumRequest.Builder(
			DescribeQuorumRequest.singletonRequest(new TopicPartition("__cluster_metadata", 0)));

	private final EachBroker brokers;

	private final Admin admin;

	/**
	 * Connects, in the background, to a cluster that need not run yet.
	 * @param bootstrapServers addresses of the brokers
	 */
	public ClusterAdmin(String bootstrapServers) {
		this.brokers = new EachBroker(bootstrapServers);
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
		Optional<Integer> leader = partition(topic, partition).leaderId;
		return leader.map(OptionalInt::of).orElseGet(OptionalInt::empty);
	}

	/**
	 * The leader of the controller quorum.
	 * @return its node id, or empty when brokers answer, but can reach no leader
	 * @throws ClusterException when no broker answers
	 */
	public OptionalInt activeController() {
		Optional<PartitionData> quorum = latestQuorum();
		if (quorum.isEmpty()) {
			askBrokers("the controller quorum", new DescribeClusterRequest.Builder(new DescribeClusterRequestData()));
		}
		return quorum.map((known) -> OptionalInt.of(known.leaderId())).orElseGet(OptionalInt::empty);
	}

	private Optional<PartitionData> latestQuorum() {
		return this.brokers.ask(QUORUM, ClusterAdmin::quorum, ALL_NODES)
			.stream()
			.max(Comparator.comparingInt(PartitionData::leaderEpoch));
	}

	private static Optional<PartitionData> quorum(AbstractResponse answer) {
		return ((DescribeQuorumResponse) answer).data()
			.topics()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.filter((partition) -> partition.errorCode() == Errors.NONE.code() && partition.leaderId() >= 0)
			.findFirst();
	}

	private PartitionMetadata partition(String topic, int partition) {
		List<PartitionMetadata> partitions = partitions(topic);
		return partitions.stream()
			.filter((info) -> info.partition() == partition)
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no partition " + topic + "-" + partition + ": " + topic
					+ " has " + partitions.size() + ", from 0"));
	}

	/**
	 * A broker that lags behind, or is cut off, tells what was: the latest epoch counts.
	 * And none may know yet of a topic that was just made.
	 */
	private List<PartitionMetadata> partitions(String topic) {
		MetadataRequest.Builder question = new MetadataRequest.Builder(List.of(topic), false);
		Map<Integer, PartitionMetadata> latest = new TreeMap<>();
		this.brokers.ask(question, ClusterAdmin::known, LEARNING)
			.stream()
			.flatMap(List::stream)
			.forEach((each) -> latest.merge(each.partition(), each,
					(old, other) -> (epoch(other) > epoch(old)) ? other : old));
		if (latest.isEmpty()) {
			askBrokers("topic " + topic, question);
			throw new ClusterException("There is no topic " + topic);
		}
		return List.copyOf(latest.values());
	}

	private static Optional<List<PartitionMetadata>> known(AbstractResponse answer) {
		List<PartitionMetadata> partitions = ((MetadataResponse) answer).topicMetadata()
			.stream()
			.flatMap((topic) -> topic.partitionMetadata().stream())
			.toList();
		return partitions.isEmpty() ? Optional.empty() : Optional.of(partitions);
	}

	private static int epoch(PartitionMetadata partition) {
		return partition.leaderEpoch.orElse(-1);
	}

	private List<AbstractResponse> askBrokers(String about, AbstractRequest.Builder<?> question) {
		List<AbstractResponse> answers = this.brokers.ask(question, Optional::of, ALL_NODES);
		if (answers.isEmpty()) {
			throw new ClusterException("Asked for " + about + ", no node answered");
		}
		return answers;
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
		return partitions(topic).stream()
			.collect(Collectors.toMap(PartitionMetadata::partition,
					(partition) -> Set.copyOf(partition.inSyncReplicaIds)));
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

	/**
	 * Who keeps a partition.
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return node ids, the preferred leader first
	 */
	public List<Integer> replicasOf(String topic, int partition) {
		return List.copyOf(partition(topic, partition).replicaIds);
	}

	/**
	 * The in-sync replicas of a partition.
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @return node ids, sorted
	 */
	public Set<Integer> isrOf(String topic, int partition) {
		return new TreeSet<>(partition(topic, partition).inSyncReplicaIds);
	}

	/**
	 * Who leads any partition of a topic.
	 * @param topic the topic
	 * @return node ids, sorted
	 */
	public Set<Integer> leadersOf(String topic) {
		return partitions(topic).stream()
			.flatMap((partition) -> partition.leaderId.stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The directories that vote in the controller quorum, dead ones too.
	 * @return directory ids, by node id
	 */
	public Map<Integer, Uuid> voters() {
		Map<Integer, Uuid> voters = new TreeMap<>();
		quorumWithLeader().currentVoters()
			.forEach((voter) -> voters.put(voter.replicaId(), voter.replicaDirectoryId()));
		return voters;
	}

	private PartitionData quorumWithLeader() {
		Deadline deadline = Deadline.in(ELECTION);
		while (true) {
			Optional<PartitionData> quorum = latestQuorum();
			if (quorum.isPresent()) {
				return quorum.get();
			}
			if (deadline.passed()) {
				throw new ClusterException("No node knows the leader of the controller quorum");
			}
			deadline.poll();
		}
	}

	/**
	 * Who coordinates a consumer group.
	 * @param group the group's id
	 * @return its node id, or empty when there is no such group
	 */
	public OptionalInt groupCoordinator(String group) {
		try {
			return OptionalInt.of(untilAnswered(() -> answer("the group " + group,
					this.admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)))
				.coordinator()
				.id());
		}
		catch (ClusterException ex) {
			return noneIf(GroupIdNotFoundException.class, ex);
		}
	}

	/**
	 * Who coordinates the transactions of a producer.
	 * @param transactionalId the producer's {@code transactional.id}
	 * @return its node id, or empty when nobody has used that id
	 */
	public OptionalInt transactionCoordinator(String transactionalId) {
		try {
			return OptionalInt.of(untilAnswered(() -> answer("the transactions of " + transactionalId,
					this.admin.describeTransactions(List.of(transactionalId)).description(transactionalId)))
				.coordinatorId());
		}
		catch (ClusterException ex) {
			return noneIf(TransactionalIdNotFoundException.class, ex);
		}
	}

	/**
	 * A broker's log directories.
	 * @param broker the broker's node id
	 * @return what the broker itself says of each, by its absolute path
	 */
	public Map<String, LogDirDescription> logDirectories(int broker) {
		return untilAnswered(() -> answer("the log directories of node " + broker,
				this.admin.describeLogDirs(List.of(broker)).descriptions().get(broker)));
	}

	/**
	 * Takes a node's vote away, if it has one, and waits until it is gone.
	 * @param voter the node, which is down
	 * @param atMost how long to wait
	 */
	public void removeVoter(int voter, Duration atMost) {
		Deadline deadline = Deadline.in(atMost);
		String seen = "nothing";
		while (!deadline.passed()) {
			try {
				Uuid directory = voters().get(voter);
				if (directory == null) {
					return;
				}
				answer("the end of voter " + voter, this.admin.removeRaftVoter(voter, directory).all());
			}
			catch (ClusterException ex) {
				// A quorum that has just lost its leader, or is still at another change.
				seen = String.valueOf(ex.getMessage());
			}
			deadline.poll();
		}
		throw new ClusterException(
				"Node " + voter + " is still a voter after " + atMost.toSeconds() + " s. Seen: " + seen);
	}

	@Override
	public void close() {
		this.brokers.close();
		this.admin.close(Duration.ZERO);
	}

	private static OptionalInt noneIf(Class<? extends Exception> missing, ClusterException ex) {
		if (missing.isInstance(ex.getCause())) {
			return OptionalInt.empty();
		}
		throw ex;
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
