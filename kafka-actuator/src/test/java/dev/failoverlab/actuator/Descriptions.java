package dev.failoverlab.actuator;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Descriptions made by hand, for tests. */
final class Descriptions {

	private Descriptions() {
	}

	static TopicDescription topic(String name, int minInSyncReplicas, PartitionDescription... partitions) {
		return new TopicDescription(name, "MzWvHhZtQ4-0oHkAbTCmMA", partitions[0].replicas().size(), minInSyncReplicas,
				Map.of(), List.of(partitions));
	}

	static PartitionDescription partition(int number, @Nullable Integer leader, List<Integer> replicas,
			List<Integer> isr) {
		return new PartitionDescription(number, leader, replicas, isr, List.of(), List.of(), null);
	}

	static QuorumDescription quorum(int leader) {
		return new QuorumDescription(leader, 7, 1234,
				List.of(new QuorumDescription.Replica(leader, "x6OYkMpTSVyGTWnOKpUMlg", 1234, 0L, null, null)),
				List.of());
	}

}
