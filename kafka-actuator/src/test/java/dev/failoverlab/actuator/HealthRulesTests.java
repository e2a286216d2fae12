package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class HealthRulesTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private final HealthRules rules = new HealthRules(Set.of("t"), Duration.ofSeconds(10));

	private final ClusterMemory memory = new ClusterMemory();

	@Test
	void upWhenEveryReplicaIsInSync() {
		know(2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1, 2, 3)));
		assertThat(judge().getStatus()).isEqualTo(Status.UP);
		assertThat(judge().getDetails()).containsEntry("underReplicated", List.of()).doesNotContainKey("problems");
	}

	@Test
	void upWithOneReplicaOfThreeRestartingAndNamesThePartition() {
		know(2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1, 3)));
		assertThat(judge().getStatus()).isEqualTo(Status.UP);
		assertThat(judge().getDetails()).containsEntry("underReplicated",
				List.of("t-0 has in-sync replicas [1, 3] of [1, 2, 3]"));
	}

	@Test
	void downWithFewerInSyncReplicasThanNeeded() {
		know(2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1)));
		problem().isEqualTo("t-0 has in-sync replicas [1] and needs 2");
	}

	@Test
	void downWithoutALeaderEvenWhenEnoughAreInSync() {
		know(1, Descriptions.partition(0, 1, List.of(1, 2), List.of(1, 2)),
				Descriptions.partition(1, null, List.of(1, 2), List.of(1, 2)));
		problem().isEqualTo("t-1 has no leader");
	}

	/** KAFKA-21377: brokers need min(min.insync.replicas, replicas), never more. */
	@Test
	void kafka21377NeverNeedsMoreReplicasThanThereAre() {
		know(2, Descriptions.partition(0, 1, List.of(1), List.of(1)));
		assertThat(judge().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void downWhenATopicDoesNotExist() {
		this.memory.keepQuorum(Descriptions.quorum(1), NOW);
		this.memory.keepTopics(Set.of("t"), Map.of(), NOW);
		problem().isEqualTo("t does not exist");
	}

	@Test
	void downBeforeAnythingIsKnown() {
		assertThat(judge().getStatus()).isEqualTo(Status.DOWN);
		assertThat(judge().getDetails()).containsEntry("problems",
				List.of("The controller quorum has not been reported yet", "t has not been reported yet"));
	}

	@Test
	void upWhileTheQuorumElectsAndDownOnceTheGracePeriodIsOver() {
		know(2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1, 2, 3)));
		this.memory.keepTopics(Set.of("t"), known(), NOW.plusSeconds(11));
		assertThat(judge(NOW.plusSeconds(10)).getStatus()).isEqualTo(Status.UP);
		assertThat(judge(NOW.plusSeconds(11)).getStatus()).isEqualTo(Status.DOWN);
		assertThat(judge(NOW.plusSeconds(11)).getDetails()).containsEntry("problems",
				List.of("The controller quorum was last reported 11 s ago"));
	}

	@Test
	void downWhenATopicWasLastDescribedBeforeTheGracePeriod() {
		know(2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1, 2, 3)));
		this.memory.keepQuorum(Descriptions.quorum(1), NOW.plusSeconds(60));
		assertThat(judge(NOW.plusSeconds(60)).getDetails()).containsEntry("problems",
				List.of("t was last reported 60 s ago"));
	}

	@Test
	void anOlderAnswerDoesNotReplaceANewerOne() {
		know(2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1, 2, 3)));
		this.memory.keepTopics(Set.of("t"), Map.of(), NOW.minusSeconds(1));
		assertThat(judge().getStatus()).isEqualTo(Status.UP);
	}

	private Map<String, TopicDescription> known() {
		return Map.of("t",
				Descriptions.topic("t", 2, Descriptions.partition(0, 1, List.of(1, 2, 3), List.of(1, 2, 3))));
	}

	private void know(int minInSyncReplicas, PartitionDescription... partitions) {
		this.memory.keepQuorum(Descriptions.quorum(1), NOW);
		this.memory.keepTopics(Set.of("t"), Map.of("t", Descriptions.topic("t", minInSyncReplicas, partitions)), NOW);
	}

	private Health judge() {
		return judge(NOW);
	}

	private Health judge(Instant now) {
		return this.rules.judge(this.memory, now);
	}

	private AbstractStringAssert<?> problem() {
		Health health = judge();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		return assertThat(health.getDetails()).extractingByKey("problems", InstanceOfAssertFactories.list(String.class))
			.singleElement(InstanceOfAssertFactories.STRING);
	}

}
