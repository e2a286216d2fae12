package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.util.List;

import dev.failoverlab.cluster.NodeConnection;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker for its own metadata of a topic's partitions. Like Metadata,
 * DescribeTopicPartitions is answered from the metadata of the broker that receives it;
 * it also contains the ELR.
 */
final class PartitionQuestion implements Question {

	private static final int NONE = -1;

	private final List<String> topic;

	PartitionQuestion(String topic) {
		this.topic = List.of(topic);
	}

	@Override
	public List<Report.PartitionState> ask(NodeConnection broker) throws IOException {
		DescribeTopicPartitionsResponse answer = (DescribeTopicPartitionsResponse) broker
			.ask(new DescribeTopicPartitionsRequest.Builder(this.topic));
		return answer.data()
			.topics()
			.stream()
			.flatMap((described) -> described.partitions().stream())
			.map(PartitionQuestion::state)
			.toList();
	}

	private static Report.PartitionState state(DescribeTopicPartitionsResponsePartition said) {
		Integer leader = (said.leaderId() != NONE) ? said.leaderId() : null;
		return new Report.PartitionState(said.partitionIndex(), leader, said.leaderEpoch(), sorted(said.isrNodes()),
				sortedOrNull(said.eligibleLeaderReplicas()), List.copyOf(said.replicaNodes()));
	}

	private static @Nullable List<Integer> sortedOrNull(@Nullable List<Integer> nodes) {
		return (nodes != null) ? sorted(nodes) : null;
	}

	/** The order of an ISR has no meaning: a different order is not a change. */
	private static List<Integer> sorted(List<Integer> nodes) {
		return nodes.stream().sorted().toList();
	}

}
