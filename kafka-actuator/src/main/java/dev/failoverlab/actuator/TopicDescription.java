package dev.failoverlab.actuator;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * One topic as the cluster describes it.
 *
 * @param name its name
 * @param id its topic id, or null when the cluster gives none
 * @param replicationFactor replicas of its first partition, those still being added left
 * out
 * @param minInSyncReplicas its {@code min.insync.replicas}, wherever that is set
 * @param configs the settings that are not at Kafka's default, in the cluster's order;
 * null for a value that the cluster keeps to itself
 * @param partitions its partitions, by number
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TopicDescription(String name, @Nullable String id, int replicationFactor, int minInSyncReplicas,
		Map<String, @Nullable String> configs, List<PartitionDescription> partitions) {

	static TopicDescription of(org.apache.kafka.clients.admin.TopicDescription topic, Config config,
			Map<TopicPartition, PartitionReassignment> reassignments) {
		List<PartitionDescription> partitions = topic.partitions()
			.stream()
			.sorted(Comparator.comparingInt(TopicPartitionInfo::partition))
			.map((info) -> PartitionDescription.of(info,
					reassignments.get(new TopicPartition(topic.name(), info.partition()))))
			.toList();
		return new TopicDescription(topic.name(), id(topic.topicId()), partitions.get(0).replicationFactor(),
				minInSyncReplicas(config), changed(config), partitions);
	}

	private static @Nullable String id(Uuid id) {
		return Uuid.ZERO_UUID.equals(id) ? null : id.toString();
	}

	private static int minInSyncReplicas(Config config) {
		ConfigEntry entry = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
		return (entry != null) ? Integer.parseInt(entry.value()) : 1;
	}

	private static Map<String, @Nullable String> changed(Config config) {
		Map<String, @Nullable String> changed = new LinkedHashMap<>();
		config.entries()
			.stream()
			.filter((entry) -> !entry.isDefault())
			.forEach((entry) -> changed.put(entry.name(), entry.value()));
		return Collections.unmodifiableMap(changed);
	}

}
