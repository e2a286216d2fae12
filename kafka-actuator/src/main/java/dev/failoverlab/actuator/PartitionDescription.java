package dev.failoverlab.actuator;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * One partition as the cluster describes it. Replica lists are in the cluster's order,
 * the preferred leader first.
 *
 * @param partition its number, from 0
 * @param leader the leader's node id, or null when there is none
 * @param replicas node ids of the replicas
 * @param isr node ids of the in-sync replicas
 * @param elr node ids of the eligible leader replicas, or null when the cluster keeps
 * none
 * @param lastKnownElr node ids of the last known eligible leader replicas, or null when
 * the cluster keeps none
 * @param reassignment the replicas on the move, or null when none are
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PartitionDescription(int partition, @Nullable Integer leader, List<Integer> replicas, List<Integer> isr,
		@Nullable List<Integer> elr, @Nullable List<Integer> lastKnownElr, @Nullable Reassignment reassignment) {

	static PartitionDescription of(TopicPartitionInfo info, @Nullable PartitionReassignment reassignment) {
		return new PartitionDescription(info.partition(), (info.leader() != null) ? info.leader().id() : null,
				ids(info.replicas()), ids(info.isr()), idsOrNull(info.elr()), idsOrNull(info.lastKnownElr()),
				(reassignment != null) ? Reassignment.of(reassignment) : null);
	}

	/**
	 * How many in-sync replicas a broker demands before it accepts an acks=all write:
	 * never more than there are replicas (KAFKA-21377).
	 */
	int requiredInSyncReplicas(int minInSyncReplicas) {
		return Math.min(minInSyncReplicas, this.replicas.size());
	}

	boolean isUnderReplicated() {
		return this.isr.size() < replicationFactor();
	}

	/**
	 * The number of replicas before or after a reassignment, without those still to come;
	 * a reassignment that the replicas no longer show has ended in the meantime.
	 */
	int replicationFactor() {
		Reassignment moving = this.reassignment;
		return (moving != null && this.replicas.stream().anyMatch(moving::moves))
				? moving.replicas().size() - moving.adding().size() : this.replicas.size();
	}

	private static @Nullable List<Integer> idsOrNull(@Nullable List<Node> nodes) {
		return (nodes != null) ? ids(nodes) : null;
	}

	private static List<Integer> ids(List<Node> nodes) {
		return nodes.stream().map(Node::id).toList();
	}

	/**
	 * A reassignment in progress.
	 *
	 * @param replicas node ids of all the replicas, those added and those to be removed
	 * included
	 * @param adding node ids of the replicas that are added
	 * @param removing node ids of the replicas that are removed
	 */
	record Reassignment(List<Integer> replicas, List<Integer> adding, List<Integer> removing) {

		static Reassignment of(PartitionReassignment reassignment) {
			return new Reassignment(reassignment.replicas(), reassignment.addingReplicas(),
					reassignment.removingReplicas());
		}

		boolean moves(int replica) {
			return this.adding.contains(replica) || this.removing.contains(replica);
		}

	}

}
