package dev.failoverlab.actuator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A topic's description as text: byte for byte what {@code kafka-topics.sh --describe} of
 * Kafka 4.2 prints. Its integration test compares the two on a live cluster.
 */
final class TopicText {

	private TopicText() {
	}

	static String of(TopicDescription topic) {
		StringBuilder text = new StringBuilder(header(topic));
		topic.partitions().forEach((partition) -> text.append(line(topic.name(), partition)));
		return text.toString();
	}

	private static String header(TopicDescription topic) {
		String id = (topic.id() != null) ? "\tTopicId: " + topic.id() : "";
		return "Topic: " + topic.name() + id + "\tPartitionCount: " + topic.partitions().size()
				+ "\tReplicationFactor: " + topic.replicationFactor() + "\tConfigs: " + configs(topic.configs()) + "\n";
	}

	private static String line(String topic, PartitionDescription partition) {
		Object leader = (partition.leader() != null) ? partition.leader() : "none";
		return "\tTopic: " + topic + "\tPartition: " + partition.partition() + "\tLeader: " + leader + "\tReplicas: "
				+ ids(partition.replicas()) + "\tIsr: " + ids(partition.isr()) + moving(partition.reassignment())
				+ "\tElr: " + idsOrNotAvailable(partition.elr()) + "\tLastKnownElr: "
				+ idsOrNotAvailable(partition.lastKnownElr()) + "\n";
	}

	private static String moving(PartitionDescription.@Nullable Reassignment reassignment) {
		return (reassignment != null) ? "\tAdding Replicas: " + ids(reassignment.adding()) + "\tRemoving Replicas: "
				+ ids(reassignment.removing()) : "";
	}

	private static String configs(Map<String, @Nullable String> configs) {
		return configs.entrySet()
			.stream()
			.map((config) -> config.getKey() + "=" + config.getValue())
			.collect(Collectors.joining(","));
	}

	private static String idsOrNotAvailable(@Nullable List<Integer> ids) {
		return (ids != null) ? ids(ids) : "N/A";
	}

	private static String ids(List<Integer> ids) {
		return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

}
