package dev.failoverlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/**
 * The share coordinator of a partition for a group: the leader of a partition of
 * {@code __share_group_state}, which Kafka chooses by the group, the topic's id and the
 * partition. No admin client asks for it, so the brokers are asked.
 */
record ShareCoordinator(EachBroker brokers) {

	/**
	 * The node, or empty when no broker knows one now.
	 * @throws ClusterException when there is no such topic, or no node answers
	 */
	OptionalInt of(String group, TopicPartition partition) {
		String key = group + ":" + topicId(partition.topic()) + ":" + partition.partition();
		FindCoordinatorRequest.Builder question = new FindCoordinatorRequest.Builder(
				new FindCoordinatorRequestData().setKeyType(CoordinatorType.SHARE.id())
					.setCoordinatorKeys(List.of(key)));
		return this.brokers.ask(question, ShareCoordinator::known, ClusterAdmin.ALL_NODES)
			.stream()
			.mapToInt(Integer::intValue)
			.findFirst();
	}

	private Uuid topicId(String topic) {
		return this.brokers
			.ask(new MetadataRequest.Builder(List.of(topic), false), ShareCoordinator::id, ClusterAdmin.ALL_NODES)
			.stream()
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no topic " + topic));
	}

	private static Optional<Uuid> id(AbstractResponse answer) {
		return ((MetadataResponse) answer).data()
			.topics()
			.stream()
			.filter((topic) -> topic.errorCode() == Errors.NONE.code())
			.map((topic) -> topic.topicId())
			.findFirst();
	}

	private static Optional<Integer> known(AbstractResponse answer) {
		return ((FindCoordinatorResponse) answer).data()
			.coordinators()
			.stream()
			.filter((coordinator) -> coordinator.errorCode() == Errors.NONE.code())
			.map((coordinator) -> coordinator.nodeId())
			.findFirst();
	}

}
