package dev.failoverlab.producer.topic;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** In what a topic differs from its declaration. */
final class TopicDifferences {

	private TopicDifferences() {
	}

	static List<String> between(TopicSettings declared, TopicDescription found) {
		List<String> differences = new ArrayList<>();
		if (found.partitions().size() != declared.partitions()) {
			differences.add("%d partitions instead of %d".formatted(found.partitions().size(), declared.partitions()));
		}
		for (TopicPartitionInfo partition : found.partitions()) {
			compare(declared, partition, differences);
		}
		return differences;
	}

	private static void compare(TopicSettings declared, TopicPartitionInfo found, List<String> differences) {
		List<Integer> replicas = found.replicas().stream().map(Node::id).toList();
		if (found.partition() < declared.replicas().size()) {
			List<Integer> wanted = declared.replicas().get(found.partition());
			if (!replicas.equals(wanted)) {
				differences
					.add("partition %d on nodes %s instead of %s".formatted(found.partition(), replicas, wanted));
			}
		}
		else if (declared.replicas().isEmpty() && replicas.size() != declared.replicationFactor()) {
			differences.add("partition %d on nodes %s instead of %d nodes".formatted(found.partition(), replicas,
					declared.replicationFactor()));
		}
	}

}
