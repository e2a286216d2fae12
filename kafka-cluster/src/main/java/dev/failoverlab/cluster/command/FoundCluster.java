package dev.failoverlab.cluster.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaAnswer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that others run, as it was found.
 *
 * @param client how it is reached
 * @param id the cluster's id
 * @param brokers where each broker says that it listens, {@code host:port}, by node id
 * @param voters the controllers that vote, by node id
 * @param topics the topics that this client may see, without Kafka's own
 */
public record FoundCluster(ClientSettings client, String id, SortedMap<Integer, String> brokers,
		SortedSet<Integer> voters, SortedSet<String> topics) {

	private static final Duration ANSWER = Duration.ofSeconds(30);

	/**
	 * Asks any of its brokers.
	 * @throws ClusterException when none answers in time, or when the cluster has no
	 * KRaft quorum
	 */
	public static FoundCluster ask(ClientSettings client) {
		try (Admin admin = admin(client)) {
			DescribeClusterResult cluster = admin.describeCluster();
			SortedMap<Integer, String> brokers = KafkaAnswer.await("the brokers", cluster.nodes(), ANSWER)
				.stream()
				.collect(Collectors.toMap((node) -> node.id(), (node) -> node.host() + ":" + node.port(), (a, b) -> b,
						TreeMap::new));
			SortedSet<Integer> voters = KafkaAnswer
				.await("the controller quorum", admin.describeMetadataQuorum().quorumInfo(), ANSWER)
				.voters()
				.stream()
				.map(QuorumInfo.ReplicaState::replicaId)
				.collect(Collectors.toCollection(TreeSet::new));
			return new FoundCluster(client, KafkaAnswer.await("the cluster's id", cluster.clusterId(), ANSWER), brokers,
					voters, new TreeSet<>(KafkaAnswer.await("the topics", admin.listTopics().names(), ANSWER)));
		}
		catch (ClusterException ex) {
			throw new ClusterException("No Kafka cluster was found at " + client + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * One of its topics.
	 * @throws ClusterException when there is none of that name
	 */
	public FoundTopic topic(String name) {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
		try (Admin admin = admin(this.client)) {
			TopicDescription topic = KafkaAnswer
				.await("the topic " + name, admin.describeTopics(List.of(name)).allTopicNames(), ANSWER)
				.get(name);
			@Nullable String minIsr = Objects
				.requireNonNull(
						KafkaAnswer.await("its settings", admin.describeConfigs(List.of(resource)).all(), ANSWER)
							.get(resource))
				.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
				.value();
			return new FoundTopic(Objects.requireNonNull(topic).partitions().size(),
					topic.partitions().get(0).replicas().size(), Integer.parseInt(Objects.requireNonNull(minIsr)));
		}
	}

	private static Admin admin(ClientSettings client) {
		try {
			return Admin.create(client.with(Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
					(int) ANSWER.toMillis(), AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis() / 2,
					AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false)));
		}
		catch (KafkaException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new ClusterException("Kafka's client refuses its settings: " + cause.getMessage(), ex);
		}
	}

	/**
	 * A topic.
	 *
	 * @param partitions how many partitions
	 * @param replicationFactor how many replicas partition 0 has
	 * @param minIsr its {@code min.insync.replicas}
	 */
	public record FoundTopic(int partitions, int replicationFactor, int minIsr) {
	}

}
