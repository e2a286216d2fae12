package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;

/** What the brokers themselves report about the partitions of a topic. */
record Partitions(EachBroker brokers) {

	/** How long a new topic can be unknown to every broker. */
	private static final Duration LEARNING = Duration.ofSeconds(5);

	/**
	 * One partition.
	 * @throws ClusterException when there is no such partition, or no node answers
	 */
	PartitionMetadata of(String topic, int partition) {
		List<PartitionMetadata> partitions = of(topic);
		return partitions.stream()
			.filter((info) -> info.partition() == partition)
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no partition " + topic + "-" + partition + ": " + topic
					+ " has " + partitions.size() + ", from 0"));
	}

	/**
	 * All partitions. A broker that lags behind or is cut off reports an old state, so
	 * the latest epoch counts. A topic that was just created may still be unknown to all
	 * brokers.
	 * @throws ClusterException when there is no such topic, or no node answers
	 */
	List<PartitionMetadata> of(String topic) {
		MetadataRequest.Builder question = new MetadataRequest.Builder(List.of(topic), false);
		Map<TopicPartition, PartitionMetadata> latest = latest(question);
		if (latest.isEmpty()) {
			this.brokers.requireAnswer("topic " + topic, question, ClusterAdmin.ALL_NODES);
			throw new ClusterException("There is no topic " + topic);
		}
		return List.copyOf(latest.values());
	}

	/**
	 * All partitions of all topics, Kafka's own too.
	 * @throws ClusterException when no node answers
	 */
	List<PartitionMetadata> all() {
		MetadataRequest.Builder question = MetadataRequest.Builder.allTopics();
		Map<TopicPartition, PartitionMetadata> latest = latest(question);
		if (latest.isEmpty()) {
			this.brokers.requireAnswer("all topics", question, ClusterAdmin.ALL_NODES);
		}
		return List.copyOf(latest.values());
	}

	/**
	 * The partitions of all topics that have a replica outside of the ISR.
	 * @throws ClusterException when no node answers
	 */
	Set<String> outOfSync() {
		return all().stream()
			.filter((each) -> each.inSyncReplicaIds.size() < each.replicaIds.size())
			.map((each) -> each.topicPartition.toString())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** In the order of their numbers. */
	private Map<TopicPartition, PartitionMetadata> latest(MetadataRequest.Builder question) {
		Map<TopicPartition, PartitionMetadata> latest = new TreeMap<>(
				Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
		this.brokers.ask(question, Partitions::known, LEARNING)
			.stream()
			.flatMap(List::stream)
			.forEach((each) -> latest.merge(each.topicPartition, each,
					(old, other) -> (epoch(other) > epoch(old)) ? other : old));
		return latest;
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

}
