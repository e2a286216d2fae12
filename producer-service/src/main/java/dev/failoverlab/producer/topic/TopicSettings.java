package dev.failoverlab.producer.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The topic as it is to be created, and how its creation is tried.
 *
 * @param name its name
 * @param partitions how many partitions, 1 or more; as many as {@code replicas} has
 * entries, if that is set
 * @param replicationFactor how many copies of each, 1 or more; ignored if
 * {@code replicas} is set
 * @param minInSyncReplicas how many copies an acknowledgement with acks=all takes
 * @param replicas for each partition the ids of the nodes that are to hold it, the
 * preferred leader first; empty leaves the choice to Kafka
 * @param retryEvery how long to wait between two tries
 */
@ConfigurationProperties("producer.topic")
record TopicSettings(String name, @DefaultValue("1") int partitions, @DefaultValue("1") short replicationFactor,
		@DefaultValue("1") int minInSyncReplicas, @DefaultValue List<List<Integer>> replicas,
		@DefaultValue("1s") Duration retryEvery) {

	TopicSettings {
		replicas = replicas.stream().map(List::copyOf).toList();
		Assert.isTrue(replicas.isEmpty() || replicas.size() == partitions,
				"producer.topic.replicas must name the nodes of each of the partitions, or be empty");
	}

	NewTopic declared() {
		NewTopic topic = this.replicas.isEmpty() ? new NewTopic(this.name, this.partitions, this.replicationFactor)
				: new NewTopic(this.name, assignment());
		return topic.configs(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(this.minInSyncReplicas)));
	}

	boolean isAsDeclared(List<List<Integer>> found) {
		return this.replicas.isEmpty()
				? found.size() == this.partitions
						&& found.stream().allMatch((nodes) -> nodes.size() == this.replicationFactor)
				: found.equals(this.replicas);
	}

	private Map<Integer, List<Integer>> assignment() {
		Map<Integer, List<Integer>> assignment = new HashMap<>();
		for (int partition = 0; partition < this.replicas.size(); partition++) {
			assignment.put(partition, this.replicas.get(partition));
		}
		return assignment;
	}

}
