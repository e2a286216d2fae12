package dev.failoverlab.watch;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.cluster.NodeConnection;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;

/** Asks one broker where its own logs of a topic's partitions end. */
final class LogEnds {

	private LogEnds() {
	}

	/**
	 * The end of each replica, leader or follower: a broker answers for all that it has
	 * only to a client that says that it is debugging.
	 */
	static Map<Integer, Long> ofReplicas(NodeConnection broker, String topic, Collection<Integer> partitions)
			throws IOException {
		return ask(broker, topic, partitions, ListOffsetsRequest.DEBUGGING_REPLICA_ID);
	}

	/** The high watermark of each partition that the broker leads. */
	static Map<Integer, Long> forConsumers(NodeConnection broker, String topic, Collection<Integer> partitions)
			throws IOException {
		return ask(broker, topic, partitions, ListOffsetsRequest.CONSUMER_REPLICA_ID);
	}

	private static Map<Integer, Long> ask(NodeConnection broker, String topic, Collection<Integer> partitions,
			int asking) throws IOException {
		ListOffsetsTopic question = new ListOffsetsTopic().setName(topic)
			.setPartitions(partitions.stream()
				.map((partition) -> new ListOffsetsPartition().setPartitionIndex(partition)
					.setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP))
				.toList());
		ListOffsetsResponse answer = (ListOffsetsResponse) broker
			.ask(ListOffsetsRequest.Builder.forReplica(ApiKeys.LIST_OFFSETS.latestVersion(), asking)
				.setTargetTimes(List.of(question)));
		Map<Integer, Long> ends = new TreeMap<>();
		answer.topics()
			.stream()
			.flatMap((each) -> each.partitions().stream())
			.filter((end) -> end.errorCode() == Errors.NONE.code())
			.forEach((ListOffsetsPartitionResponse end) -> ends.put(end.partitionIndex(), end.offset()));
		return ends;
	}

}
