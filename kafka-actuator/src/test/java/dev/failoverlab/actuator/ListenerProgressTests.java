package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerProgressTests {

	private static final Instant NOON = Instant.parse("2030-01-02T12:00:00Z");

	private static final TopicPartition PARTITION = new TopicPartition("t", 1);

	private final ListenerProgress progress = new ListenerProgress();

	@Test
	void aPartitionThatStandsWhileRecordsWaitIsAProblemAfterTheBound() {
		see(0, 17, 3);
		see(60, 17, 4);
		assertThat(this.progress.problems(Duration.ofSeconds(60))).isEmpty();
		see(61, 17, 5);
		assertThat(this.progress.problems(Duration.ofSeconds(60)))
			.containsExactly("t-1 has stood at offset 17 for 61 s while 5 records wait");
	}

	@Test
	void itIsNoneOnceThePartitionMoves() {
		see(0, 17, 3);
		see(100, 18, 3);
		assertThat(this.progress.problems(Duration.ofSeconds(60))).isEmpty();
	}

	@Test
	void aPartitionWithNothingToReadStandsAsLongAsItLikesAndThenHasTheWholeTime() {
		see(0, 17, 0);
		see(1000, 17, 0);
		see(1059, 17, 1);
		assertThat(this.progress.problems(Duration.ofSeconds(60))).isEmpty();
	}

	@Test
	void nothingIsHeldAgainstAListenerWhileTheClusterIsSilentOrWithoutThePartition() {
		see(0, 17, 3);
		assertThat(this.progress.problems(Duration.ofSeconds(60))).isEmpty();
		see(100, 17, 3);
		this.progress.observe(Map.of(), NOON.plusSeconds(101));
		see(200, 17, 3);
		assertThat(this.progress.problems(Duration.ofSeconds(60))).isEmpty();
	}

	private void see(int seconds, long position, long waiting) {
		this.progress.observe(Map.of(PARTITION, new Backlog(position, waiting)), NOON.plusSeconds(seconds));
	}

}
