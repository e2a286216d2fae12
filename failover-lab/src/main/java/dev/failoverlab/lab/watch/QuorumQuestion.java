package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.util.List;

import dev.failoverlab.cluster.NodeConnection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DescribeQuorumResponseData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.apache.kafka.common.requests.DescribeQuorumResponse;

/**
 * Asks a controller about the quorum. Only a controller that considers itself the leader
 * answers, and a broker would forward the question. So each controller is asked at its
 * own listener, and those that refuse report nothing.
 */
final class QuorumQuestion implements Question {

	private static final TopicPartition METADATA = new TopicPartition("__cluster_metadata", 0);

	@Override
	public List<Report.QuorumState> ask(NodeConnection controller) throws IOException {
		DescribeQuorumResponse answer = (DescribeQuorumResponse) controller
			.ask(new DescribeQuorumRequest.Builder(DescribeQuorumRequest.singletonRequest(METADATA)));
		return answer.data()
			.topics()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.filter((partition) -> partition.errorCode() == Errors.NONE.code())
			.map(QuorumQuestion::state)
			.toList();
	}

	private static Report.QuorumState state(PartitionData said) {
		List<Integer> voters = said.currentVoters().stream().map(ReplicaState::replicaId).sorted().toList();
		return new Report.QuorumState(said.leaderId(), said.leaderEpoch(), voters);
	}

}
