package dev.failoverlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class DestinationsTests {

	@Test
	void aReplicaKeepsItsPlaceAmongTheOthers() {
		List<PartitionMetadata> all = List.of(partition(0, 1, 2, 3), partition(1, 2, 1, 3));
		assertThat(new Destinations(all, Set.of(1, 2, 3, 4)).instead(1, all)).containsOnly(
				entry(all.get(0).topicPartition, List.of(4, 2, 3)), entry(all.get(1).topicPartition, List.of(2, 4, 3)));
	}

	@Test
	void replicasGoToTheBrokersThatHaveTheFewestByThen() {
		List<PartitionMetadata> moved = List.of(partition(0, 1), partition(1, 1), partition(2, 1));
		assertThat(new Destinations(moved, Set.of(1, 3, 4)).instead(1, moved).values())
			.containsExactlyInAnyOrder(List.of(3), List.of(4), List.of(3));
		List<PartitionMetadata> all = Stream.concat(moved.stream(), Stream.of(partition(3, 4), partition(4, 4)))
			.toList();
		assertThat(new Destinations(all, Set.of(1, 3, 4)).instead(1, moved).values()).hasSize(3)
			.containsOnly(List.of(3));
	}

	@Test
	void aBrokerThatIsDownGetsNone() {
		List<PartitionMetadata> all = List.of(partition(0, 1, 2));
		assertThat(new Destinations(all, Set.of(1, 2, 4)).instead(1, all).values()).containsExactly(List.of(4, 2));
	}

	@Test
	void withAReplicaOnEveryBrokerNoneCanMove() {
		List<PartitionMetadata> all = List.of(partition(0, 1, 2, 3));
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> new Destinations(all, Set.of(1, 2, 3)).instead(1, all))
			.withMessage("No replica of email.send-0 can move: each of the running brokers [1, 2, 3] has one already");
	}

	private static PartitionMetadata partition(int number, Integer... replicas) {
		List<Integer> nodes = List.of(replicas);
		return new PartitionMetadata(Errors.NONE, new TopicPartition("email.send", number), Optional.of(nodes.get(0)),
				Optional.of(1), nodes, nodes, List.of());
	}

}
