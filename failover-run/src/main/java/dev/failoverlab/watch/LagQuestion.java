package dev.failoverlab.watch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import org.apache.kafka.common.message.DescribeQuorumResponseData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;

/** Asks the active controller how far the other voters are behind it. */
record LagQuestion() implements Question {

	private static final long UNKNOWN = -1;

	@Override
	public List<LongFunction<Event>> ask(NodeConnection controller) throws IOException {
		return QuorumQuestion.described(controller).map(this::report).toList();
	}

	private LongFunction<Event> report(PartitionData said) {
		long end = said.currentVoters()
			.stream()
			.filter((voter) -> voter.replicaId() == said.leaderId())
			.mapToLong(ReplicaState::logEndOffset)
			.findFirst()
			.orElse(said.highWatermark());
		Map<Integer, Long> lags = said.currentVoters()
			.stream()
			.collect(Collectors.toMap(ReplicaState::replicaId,
					(voter) -> (voter.logEndOffset() < 0) ? UNKNOWN : end - voter.logEndOffset()));
		return (t) -> new Event.VoterLags(t, lags, said.leaderId());
	}

}
