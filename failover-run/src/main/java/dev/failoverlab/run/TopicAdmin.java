package dev.failoverlab.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.history.Event;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.jspecify.annotations.Nullable;

/** Makes the topic of a run and gives leadership back. */
public record TopicAdmin(Admin admin, Topic topic) implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/** Connects to the brokers; to be closed. */
	public TopicAdmin(ClientSettings client, Topic topic) {
		this(Admin.create(client.with(Map.of())), topic);
	}

	/**
	 * Makes the topic.
	 * @param nodes the brokers' ids, in order
	 */
	public void create(List<Integer> nodes) {
		Map<Integer, List<Integer>> assignment = new HashMap<>();
		for (int partition = 0; partition < this.topic.partitions(); partition++) {
			assignment.put(partition, this.topic.replicasOf(partition, nodes));
		}
		Map<String, String> configs = new HashMap<>(this.topic.configs());
		configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(this.topic.minIsr()));
		NewTopic wanted = new NewTopic(this.topic.name(), assignment).configs(configs);
		KafkaAnswer.await("the topic " + this.topic.name(), this.admin.createTopics(List.of(wanted)).all(), TIMEOUT);
	}

	/**
	 * The settings in force, of the topic and of every node, without those that are
	 * secret.
	 * @param nodes the brokers' ids
	 * @return what makes an event of them from its time
	 */
	public LongFunction<Event> settings(List<Integer> nodes) {
		ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, this.topic.name());
		Set<ConfigResource> all = new HashSet<>(Set.of(topic));
		nodes.forEach((node) -> all.add(broker(node)));
		Map<ConfigResource, Config> answer = KafkaAnswer.await("the settings in force",
				this.admin.describeConfigs(all).all(), TIMEOUT);
		Map<Integer, Map<String, String>> ofNodes = new HashMap<>();
		nodes.forEach((node) -> ofNodes.put(node, values(answer.get(broker(node)))));
		return (t) -> new Event.Config(t, values(answer.get(topic)), ofNodes);
	}

	private static ConfigResource broker(int node) {
		return new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(node));
	}

	private static Map<String, String> values(@Nullable Config config) {
		return Objects.requireNonNull(config)
			.entries()
			.stream()
			.filter((entry) -> entry.value() != null)
			.collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
	}

	/** Has every partition led by its preferred replica, where it is not already. */
	public void electPreferredLeaders() {
		Map<TopicPartition, Optional<Throwable>> results = KafkaAnswer.await("the preferred leaders",
				this.admin.electLeaders(ElectionType.PREFERRED, Set.copyOf(this.topic.all())).partitions(), TIMEOUT);
		results.forEach((partition, error) -> error.filter((cause) -> !(cause instanceof ElectionNotNeededException))
			.ifPresent((cause) -> {
				throw new RunException("Kafka did not elect the preferred leader of " + partition + ": " + cause,
						cause);
			}));
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
