package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cluster, whichever of its nodes lives; for backends. Each question is bounded;
 * one that no node answers is a {@link ClusterException}. Safe for use by several
 * threads.
 */
public final class ClusterAdmin implements AutoCloseable {

	/** How long to go on asking: long enough for a busy node to answer. */
	static final Duration ALL_NODES = Duration.ofSeconds(8);

	/** How long one node may take: a paused one takes a request and never answers. */
	private static final Duration ONE_NODE = Duration.ofMillis(1500);

	/** How long a connection may take, which leaves time to try another node. */
	private static final Duration CONNECTION = Duration.ofMillis(500);

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

	/** Makes a topic, or leaves one that is there as it is. */
	void create(NewTopic topic) {
		unless(TopicExistsException.class, "a new topic " + topic.name(),
				() -> this.admin.createTopics(List.of(topic)).all());
	}

	/** Removes a topic, or does nothing when it is not there. */
	void delete(String topic) {
		unless(UnknownTopicOrPartitionException.class, "the removal of topic " + topic,
				() -> this.admin.deleteTopics(List.of(topic)).all());
	}

	/** The node that coordinates a consumer group, or empty without such a group. */
	OptionalInt groupCoordinator(String group) {
		return unless(GroupIdNotFoundException.class, "the group " + group,
				() -> this.admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
			.stream()
			.mapToInt((description) -> description.coordinator().id())
			.findFirst();
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

	/** What a broker itself says of each of its log directories, by absolute path. */
	Map<String, LogDirDescription> logDirectories(int broker) {
		return answer("the log directories of node " + broker,
				() -> this.admin.describeLogDirs(List.of(broker)).descriptions().get(broker));
	}

	/** Asks once for the end of a vote. */
	void removeVoter(int voter, Uuid directory) {
		KafkaAnswer.await("the removal of voter " + voter, this.admin.removeRaftVoter(voter, directory).all(),
				ONE_NODE.multipliedBy(2));
	}

	/** One error is an answer, too: empty. */
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

	/**
	 * Asks again, and thus another node, as long as a time-out is all that comes back.
	 */
	private static <T> T answer(String question, Supplier<@Nullable KafkaFuture<T>> asking) {
		return KafkaAnswer.retry(TimeoutException.class, ALL_NODES,
				() -> KafkaAnswer.await(question, asking.get(), ONE_NODE.multipliedBy(2)));
	}

}
