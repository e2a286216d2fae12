package dev.failoverlab.consumer.email;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.failoverlab.consumer.deadletter.DeadLetters;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/** What the listener throws, given to the error handler as the container does. */
class RetriesTests {

	private static final TopicPartition PARTITION = new TopicPartition("email.send", 0);

	private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(),
			17, null, """
					{"id":"1","from":"a@x","to":"b@x"}""".getBytes(StandardCharsets.UTF_8));

	private final EmailReader reader = new EmailReader(JsonMapper.builder().build());

	private final DeadLetters deadLetters = mock();

	private final EmailListener listener = new EmailListener(this.reader, (email) -> {
		throw new IllegalStateException("away");
	}, mock(), this.deadLetters);

	private final CommonErrorHandler errors = new ListenerConfiguration().errorHandler(this.deadLetters, this.reader,
			new RetryProperties(1, Duration.ofMillis(1), Duration.ofMillis(1)));

	private final Consumer<?, ?> consumer = mock();

	private final MessageListenerContainer container = mock();

	@Test
	void anEmailThatFailsToTheLastRetryIsADeadLetter() {
		assertIsTriedAgain();
		tryOnce();
		then(this.deadLetters).should()
			.putAside(argThat((letters) -> letters.size() == 1 && "away".equals(letters.get(0).cause().getMessage())));
	}

	@Test
	void anEmailWhoseLastRetryMeetsTheEndOfTheServiceIsNoDeadLetter() {
		assertIsTriedAgain();
		this.listener.stop();
		assertIsTriedAgain();
		then(this.deadLetters).should(never()).putAside(argThat((letters) -> !letters.isEmpty()));
	}

	private void assertIsTriedAgain() {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::tryOnce)
			.withMessage("Record in retry and not yet recovered");
	}

	private void tryOnce() {
		BatchListenerFailedException failure = catchThrowableOfType(BatchListenerFailedException.class,
				() -> this.listener.onRecords(List.of(this.record)));
		given(this.container.getContainerProperties()).willReturn(new ContainerProperties(PARTITION.topic()));
		given(this.container.isRunning()).willReturn(true);
		this.errors.handleBatch(failure, new ConsumerRecords<>(Map.of(PARTITION, List.of(this.record)), Map.of()),
				this.consumer, this.container, () -> {
				});
	}

}
