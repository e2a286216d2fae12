package dev.failoverlab.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumResponseData.ReplicaState;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.apache.kafka.common.requests.DescribeQuorumResponse;

/** The controller quorum, as its leader describes it to the brokers. */
record Quorum(EachBroker brokers) {

	/**
	 * After the death of the active controller it takes a second or two until another is
	 * elected. With containers it takes ten seconds or more, because they look up the
	 * dead one's name.
	 */
	private static final Duration ELECTION = Duration.ofSeconds(30);

	private static final DescribeQuorumRequest.Builder QUESTION = new DescribeQuorumRequest.Builder(
			DescribeQuorumRequest.singletonRequest(new TopicPartition("__cluster_metadata", 0)));

	/**
	 * The active controller's node id, or empty when brokers answer but cannot reach one.
	 * @throws ClusterException when no broker answers
	 */
	OptionalInt leader() {
		Optional<PartitionData> latest = latest();
		if (latest.isEmpty()) {
			this.brokers.requireAnswer("the controller quorum",
					new DescribeClusterRequest.Builder(new DescribeClusterRequestData()), ClusterAdmin.ALL_NODES);
		}
		return latest.stream().mapToInt(PartitionData::leaderId).findFirst();
	}

	/** The directory ids of the voters, including dead ones, by node id. */
	Map<Integer, Uuid> voters() {
		return directories(withLeader().currentVoters());
	}

	/** Where the metadata log of each voter ends, including dead ones, by node id. */
	Map<Integer, Long> voterEnds() {
		return withLeader().currentVoters()
			.stream()
			.collect(Collectors.toMap(ReplicaState::replicaId, ReplicaState::logEndOffset));
	}

	/** The directory ids of those that follow and do not vote, by node id. */
	Map<Integer, Uuid> observers() {
		return directories(withLeader().observers());
	}

	private static Map<Integer, Uuid> directories(List<ReplicaState> replicas) {
		return replicas.stream()
			.collect(Collectors.toMap(ReplicaState::replicaId, ReplicaState::replicaDirectoryId, (a, b) -> b,
					TreeMap::new));
	}

	/**
	 * The voters that are alive. A dead voter remains a voter, so only the leader and
	 * voters that have fetched from it count.
	 * @param since when they must have fetched last
	 */
	Set<Integer> votersSince(Instant since) {
		PartitionData quorum = withLeader();
		return quorum.currentVoters()
			.stream()
			.filter((voter) -> voter.replicaId() == quorum.leaderId()
					|| voter.lastFetchTimestamp() >= since.toEpochMilli())
			.map(ReplicaState::replicaId)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private PartitionData withLeader() {
		return Deadline.in(ELECTION)
			.until(this::latest, Optional::isPresent)
			.orElseThrow(() -> new ClusterException("No node knows the leader of the controller quorum"));
	}

	private Optional<PartitionData> latest() {
		return this.brokers.ask(QUESTION, Quorum::known, ClusterAdmin.ALL_NODES)
			.stream()
			.max(Comparator.comparingInt(PartitionData::leaderEpoch));
	}

	private static Optional<PartitionData> known(AbstractResponse answer) {
		return ((DescribeQuorumResponse) answer).data()
			.topics()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.filter((partition) -> partition.errorCode() == Errors.NONE.code() && partition.leaderId() >= 0)
			.findFirst();
	}

}
