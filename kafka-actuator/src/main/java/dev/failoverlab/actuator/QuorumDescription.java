package dev.failoverlab.actuator;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.jspecify.annotations.Nullable;

/**
 * The controller quorum as its leader describes it.
 *
 * @param leader node id of the active controller
 * @param epoch the leader's epoch
 * @param highWatermark offset up to which the metadata log is committed
 * @param voters the nodes that vote
 * @param observers the nodes that only follow
 */
record QuorumDescription(int leader, long epoch, long highWatermark, List<Replica> voters, List<Replica> observers) {

	static QuorumDescription of(QuorumInfo quorum) {
		long end = quorum.voters()
			.stream()
			.filter((voter) -> voter.replicaId() == quorum.leaderId())
			.mapToLong(QuorumInfo.ReplicaState::logEndOffset)
			.findFirst()
			.orElse(quorum.highWatermark());
		return new QuorumDescription(quorum.leaderId(), quorum.leaderEpoch(), quorum.highWatermark(),
				Replica.of(quorum.voters(), end), Replica.of(quorum.observers(), end));
	}

	/**
	 * A node's copy of the metadata log.
	 *
	 * @param id the node's id
	 * @param directoryId id of the directory that holds the copy
	 * @param logEndOffset where the copy ends; -1 when the leader does not know
	 * @param lag how many offsets it is behind the leader's copy; null when the leader
	 * does not know
	 * @param lastFetch when it last asked the leader for more; null when the leader does
	 * not know
	 * @param lastCaughtUp when it last held all that the leader held; null when the
	 * leader does not know
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Replica(int id, String directoryId, long logEndOffset, @Nullable Long lag, @Nullable Instant lastFetch,
			@Nullable Instant lastCaughtUp) {

		static List<Replica> of(List<QuorumInfo.ReplicaState> states, long end) {
			return states.stream().map((state) -> of(state, end)).toList();
		}

		private static Replica of(QuorumInfo.ReplicaState state, long end) {
			return new Replica(state.replicaId(), state.replicaDirectoryId().toString(), state.logEndOffset(),
					(state.logEndOffset() >= 0) ? end - state.logEndOffset() : null,
					instant(state.lastFetchTimestamp()), instant(state.lastCaughtUpTimestamp()));
		}

		private static @Nullable Instant instant(OptionalLong timestamp) {
			return (timestamp.orElse(-1) >= 0) ? Instant.ofEpochMilli(timestamp.getAsLong()) : null;
		}

	}

}
