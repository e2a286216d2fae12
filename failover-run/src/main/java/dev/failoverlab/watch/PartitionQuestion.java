package dev.failoverlab.watch;

import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asks a broker for its own metadata of a topic's partitions. Like Metadata,
 * DescribeTopicPartitions is answered from the metadata of the broker that receives it;
 * it also contains the ELR.
 *
 * @param topic the topic
 * @param seenFrom the node that is asked
 */
record PartitionQuestion(String topic, int seenFrom) implements Question {

	private static final int NONE = -1;

	@Override
	public List<LongFunction<Event>> ask(NodeConnection broker) throws IOException {
		return partitions(broker).map(this::report).toList();
	}

	/** The partitions as the broker knows them. */
	Stream<DescribeTopicPartitionsResponsePartition> partitions(NodeConnection broker) throws IOException {
		DescribeTopicPartitionsResponse answer = (DescribeTopicPartitionsResponse) broker
			.ask(new DescribeTopicPartitionsRequest.Builder(List.of(this.topic)));
		return answer.data().topics().stream().flatMap((described) -> described.partitions().stream());
	}

	private LongFunction<Event> report(DescribeTopicPartitionsResponsePartition said) {
		Integer leader = (said.leaderId() != NONE) ? said.leaderId() : null;
		return (t) -> new Event.Partition(t, said.partitionIndex(), leader, said.leaderEpoch(), sorted(said.isrNodes()),
				sortedOrNull(said.eligibleLeaderReplicas()), List.copyOf(said.replicaNodes()), this.seenFrom);
	}

	private static @Nullable List<Integer> sortedOrNull(@Nullable List<Integer> nodes) {
		return (nodes != null) ? sorted(nodes) : null;
	}

	/** The order of an ISR has no meaning: a different order is not a change. */
	private static List<Integer> sorted(List<Integer> nodes) {
		return nodes.stream().sorted().toList();
	}

}
