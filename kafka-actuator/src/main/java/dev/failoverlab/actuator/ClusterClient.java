package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListPartitionReassignmentsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Puts questions to the cluster and waits for the answers, all parts of a question
 * together never longer than the time-out it was made with.
 * <p>
 * Every question has a part that only the active controller can answer (reassignments, or
 * the quorum itself): a broker that has lost the controller quorum goes on serving its
 * last metadata, and what it says must not pass for the present state of the cluster.
 */
class ClusterClient {

	private static final Set<Class<? extends Throwable>> NO_SUCH_TOPIC = Set.of(UnknownTopicOrPartitionException.class,
			InvalidTopicException.class);

	private static final Set<Class<? extends Throwable>> NO_REASSIGNMENTS = Set.of(UnsupportedVersionException.class,
			ClusterAuthorizationException.class);

	private final AdminConnection connection;

	private final Duration timeout;

	ClusterClient(AdminConnection connection, Duration timeout) {
		this.connection = connection;
		this.timeout = timeout;
	}

	/**
	 * All topics, Kafka's internal ones included.
	 * @return the topics by name
	 * @throws ClusterUnavailableException when there was no full answer in time
	 */
	TopicNames topics() {
		Deadline deadline = Deadline.in(this.timeout);
		Admin admin = this.connection.get(deadline);
		Pending<QuorumInfo> quorum = askQuorum(admin, deadline);
		var listings = new Pending<>(
				admin.listTopics(new ListTopicsOptions().listInternal(true).timeoutMs(deadline.remainingMillis()))
					.listings(),
				deadline);
		awaitLeader(quorum);
		return new TopicNames(listings.await()
			.stream()
			.map(TopicNames.Name::of)
			.sorted(Comparator.comparing(TopicNames.Name::name))
			.toList());
	}

	/**
	 * Describes topics.
	 * @param names the topics to describe
	 * @return the descriptions by name, without those of topics that do not exist
	 * @throws ClusterUnavailableException when there was no full answer in time
	 */
	Map<String, TopicDescription> describe(Collection<String> names) {
		Deadline deadline = Deadline.in(this.timeout);
		Admin admin = this.connection.get(deadline);
		var topics = admin.describeTopics(names, new DescribeTopicsOptions().timeoutMs(deadline.remainingMillis()))
			.topicNameValues();
		var configs = askConfigs(admin, names, deadline);
		Map<TopicPartition, PartitionReassignment> reassignments = askReassignments(admin, deadline)
			.awaitUnless(NO_REASSIGNMENTS)
			.orElse(Map.of());
		Map<String, TopicDescription> descriptions = new LinkedHashMap<>();
		topics.forEach((name, topic) -> {
			KafkaFuture<Config> config = Objects.requireNonNull(configs.get(resource(name)));
			awaitExisting(topic, deadline)
				.flatMap((found) -> awaitExisting(config, deadline)
					.map((settings) -> TopicDescription.of(found, settings, reassignments)))
				.ifPresent((description) -> descriptions.put(name, description));
		});
		return descriptions;
	}

	/**
	 * Describes the controller quorum.
	 * @return what its leader says
	 * @throws ClusterUnavailableException when there was no answer in time, or there is
	 * no leader
	 */
	QuorumDescription quorum() {
		Deadline deadline = Deadline.in(this.timeout);
		return QuorumDescription.of(awaitLeader(askQuorum(this.connection.get(deadline), deadline)));
	}

	private static QuorumInfo awaitLeader(Pending<QuorumInfo> pending) {
		QuorumInfo quorum = pending.await();
		if (quorum.leaderId() < 0) {
			throw new ClusterUnavailableException("The controller quorum has no leader", null);
		}
		return quorum;
	}

	private static Pending<QuorumInfo> askQuorum(Admin admin, Deadline deadline) {
		var options = new DescribeMetadataQuorumOptions().timeoutMs(deadline.remainingMillis());
		return new Pending<>(admin.describeMetadataQuorum(options).quorumInfo(), deadline);
	}

	private static Map<ConfigResource, KafkaFuture<Config>> askConfigs(Admin admin, Collection<String> topics,
			Deadline deadline) {
		return admin
			.describeConfigs(topics.stream().map(ClusterClient::resource).toList(),
					new DescribeConfigsOptions().timeoutMs(deadline.remainingMillis()))
			.values();
	}

	private static Pending<Map<TopicPartition, PartitionReassignment>> askReassignments(Admin admin,
			Deadline deadline) {
		var options = new ListPartitionReassignmentsOptions().timeoutMs(deadline.remainingMillis());
		return new Pending<>(admin.listPartitionReassignments(options).reassignments(), deadline);
	}

	private static <T> Optional<T> awaitExisting(KafkaFuture<T> future, Deadline deadline) {
		return new Pending<>(future, deadline).awaitUnless(NO_SUCH_TOPIC);
	}

	private static ConfigResource resource(String topic) {
		return new ConfigResource(ConfigResource.Type.TOPIC, topic);
	}

}
