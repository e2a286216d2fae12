package dev.failoverlab.watch;

import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DescribeQuorumResponseData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.apache.kafka.common.requests.DescribeQuorumResponse;

/**
 * Asks a controller about the quorum. Only a controller that considers itself the leader
 * answers, and those that refuse report nothing. So each is asked at its own listener; a
 * broker, which forwards the question to it, is asked only where that is not known.
 */
record QuorumQuestion() implements Question {

	private static final TopicPartition METADATA = new TopicPartition("__cluster_metadata", 0);

	@Override
	public List<LongFunction<Event>> ask(NodeConnection controller) throws IOException {
		return described(controller).map(this::report).toList();
	}

	/** What the controller says, or nothing when it refuses. */
	static Stream<PartitionData> described(NodeConnection controller) throws IOException {
		DescribeQuorumResponse answer = (DescribeQuorumResponse) controller
			.ask(new DescribeQuorumRequest.Builder(DescribeQuorumRequest.singletonRequest(METADATA)));
		return answer.data()
			.topics()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.filter((partition) -> partition.errorCode() == Errors.NONE.code());
	}

	private LongFunction<Event> report(PartitionData said) {
		List<Integer> voters = said.currentVoters().stream().map(ReplicaState::replicaId).sorted().toList();
		return (t) -> new Event.Quorum(t, said.leaderId(), said.leaderEpoch(), voters, said.leaderId());
	}

}
