package dev.failoverlab.consumer.email;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.event.ListenerContainerIdleEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a consumer that is none: a real cluster cannot be made to fail one commit on
 * demand.
 */
class OffsetCommitsTests {

	private static final TopicPartition PARTITION = new TopicPartition("email.send", 0);

	private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");

	private final OffsetCommits commits = new OffsetCommits();

	@BeforeEach
	void readUpToSeven() {
		this.consumer.assign(List.of(PARTITION));
		this.consumer.seek(PARTITION, 7);
	}

	@AfterEach
	void close() {
		this.consumer.close();
	}

	@Test
	void aFailedCommitIsRepeatedWhenIdle() {
		this.commits.onComplete(offsets(), new RetriableCommitFailedException("no coordinator"));
		this.commits.onIdle(idle());
		assertThat(committed()).isEqualTo(new OffsetAndMetadata(7));
	}

	@Test
	void aLaterCommitOfAnotherPartitionDoesNotHideIt() {
		this.commits.onComplete(offsets(), new RetriableCommitFailedException("no coordinator"));
		this.commits.onComplete(Map.of(new TopicPartition("email.send", 1), new OffsetAndMetadata(3)), null);
		this.commits.onIdle(idle());
		assertThat(committed()).isEqualTo(new OffsetAndMetadata(7));
	}

	@Test
	void nothingIsCommittedWhenNothingFailed() {
		this.commits.onComplete(offsets(), null);
		this.commits.onIdle(idle());
		assertThat(committed()).isNull();
	}

	private Map<TopicPartition, OffsetAndMetadata> offsets() {
		return Map.of(PARTITION, new OffsetAndMetadata(5));
	}

	private @Nullable OffsetAndMetadata committed() {
		return this.consumer.committed(Set.of(PARTITION)).get(PARTITION);
	}

	private ListenerContainerIdleEvent idle() {
		return new ListenerContainerIdleEvent(this, this, 2000, "emails", List.of(PARTITION), this.consumer, false);
	}

}
