package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends questions to any live node of a cluster; for backends. Each question has a time
 * limit. When no node answers in time, a {@link ClusterException} is thrown. Thread-safe.
 */
public final class ClusterAdmin implements AutoCloseable {

	/** How long to retry: long enough for a busy node to answer. */
	static final Duration ALL_NODES = Duration.ofSeconds(8);

	/**
	 * How long to wait for one node: a paused one accepts a request and never answers.
	 */
	private static final Duration ONE_NODE = Duration.ofMillis(1500);

	/** How long to wait for a connection: short enough to leave time for another node. */
	private static final Duration CONNECTION = Duration.ofMillis(500);

	private final EachBroker brokers;

	private final Admin admin;

	/**
	 * Connects in the background. The cluster does not have to run yet.
	 * @param client the brokers, and how they are reached
	 */
	public ClusterAdmin(ClientSettings client) {
		this.brokers = new EachBroker(client);
		this.admin = Admin.create(client.with(Map.of("client.id", "failover-lab-cluster",
				// The admin client checks for unanswered requests only when a call has
				// ended. So both time-outs are the limit of one node, and this class
				// retries.
				"request.timeout.ms", (int) ONE_NODE.toMillis(), "default.api.timeout.ms", (int) ONE_NODE.toMillis(),
				// A node that is cut off does not even refuse a connection.
				"socket.connection.setup.timeout.ms", CONNECTION.toMillis(), "socket.connection.setup.timeout.max.ms",
				CONNECTION.toMillis(),
				// A node that is down may be up again at any moment.
				"reconnect.backoff.ms", 50, "reconnect.backoff.max.ms", 250, "retry.backoff.max.ms", 250,
				"enable.metrics.push", false)));
	}

	@Override
	public void close() {
		this.brokers.close();
		this.admin.close(Duration.ZERO);
	}

	Partitions partitions() {
		return new Partitions(this.brokers);
	}

	Quorum quorum() {
		return new Quorum(this.brokers);
	}

	/** Creates a topic, unless it exists. */
	void create(NewTopic topic) {
		unless(TopicExistsException.class, "a new topic " + topic.name(),
				() -> this.admin.createTopics(List.of(topic)).all());
	}

	/** Deletes a topic, if it exists. */
	void delete(String topic) {
		unless(UnknownTopicOrPartitionException.class, "the deletion of topic " + topic,
				() -> this.admin.deleteTopics(List.of(topic)).all());
	}

	/** Requests other replicas of partitions, the preferred leader first. */
	void reassign(Map<TopicPartition, List<Integer>> replicas) {
		Map<TopicPartition, Optional<NewPartitionReassignment>> wanted = replicas.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(partition) -> Optional.of(new NewPartitionReassignment(partition.getValue()))));
		answer("other replicas of " + replicas.keySet(), () -> this.admin.alterPartitionReassignments(wanted).all());
	}

	/** Requests once that partitions are led by their preferred replicas. */
	void electPreferred(Set<TopicPartition> partitions) {
		KafkaAnswer.await("the preferred leaders of " + partitions,
				this.admin.electLeaders(ElectionType.PREFERRED, partitions).all(), ONE_NODE.multipliedBy(2));
	}

	/** The node that coordinates a group, or empty without such a group. */
	OptionalInt groupCoordinator(String group) {
		Optional<Node> ofConsumers = unless(GroupIdNotFoundException.class, "the group " + group,
				() -> this.admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
			.map(ConsumerGroupDescription::coordinator);
		return ofConsumers
			.or(() -> unless(GroupIdNotFoundException.class, "the share group " + group,
					() -> this.admin.describeShareGroups(List.of(group)).describedGroups().get(group))
				.map(ShareGroupDescription::coordinator))
			.stream()
			.mapToInt(Node::id)
			.findFirst();
	}

	/** The node that keeps what a share group did with a partition, or empty. */
	OptionalInt shareCoordinator(String group, TopicPartition partition) {
		return new ShareCoordinator(this.brokers).of(group, partition);
	}

	/**
	 * The node that coordinates the transactions of a producer, or empty when its
	 * {@code transactional.id} was never used.
	 */
	OptionalInt transactionCoordinator(String transactionalId) {
		return unless(TransactionalIdNotFoundException.class, "the transactions of " + transactionalId,
				() -> this.admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
			.stream()
			.mapToInt((description) -> description.coordinatorId())
			.findFirst();
	}

	/**
	 * What a broker itself reports about each of its log directories, by absolute path.
	 */
	Map<String, LogDirDescription> logDirectories(int broker) {
		return answer("the log directories of node " + broker,
				() -> this.admin.describeLogDirs(List.of(broker)).descriptions().get(broker));
	}

	/** Requests once that a voter is removed from the quorum. */
	void removeVoter(int voter, Uuid directory) {
		KafkaAnswer.await("the removal of voter " + voter, this.admin.removeRaftVoter(voter, directory).all(),
				ONE_NODE.multipliedBy(2));
	}

	/** Requests once that an observer becomes a voter of the quorum. */
	void addVoter(int observer, Uuid directory, String address) {
		int colon = address.lastIndexOf(':');
		RaftVoterEndpoint endpoint = new RaftVoterEndpoint("CONTROLLER", address.substring(0, colon),
				Integer.parseInt(address.substring(colon + 1)));
		KafkaAnswer.await("the addition of voter " + observer,
				this.admin.addRaftVoter(observer, directory, Set.of(endpoint)).all(), ONE_NODE.multipliedBy(2));
	}

	/** Treats one kind of error as an empty answer. */
	private static <T> Optional<T> unless(Class<? extends Exception> error, String question,
			Supplier<@Nullable KafkaFuture<T>> asking) {
		try {
			return Optional.ofNullable(answer(question, asking));
		}
		catch (ClusterException ex) {
			if (error.isInstance(ex.getCause())) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/** Retries after a time-out, which asks another node. */
	private static <T> T answer(String question, Supplier<@Nullable KafkaFuture<T>> asking) {
		return KafkaAnswer.retry(TimeoutException.class, ALL_NODES,
				() -> KafkaAnswer.await(question, asking.get(), ONE_NODE.multipliedBy(2)));
	}

}
