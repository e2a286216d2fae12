package dev.failoverlab.actuator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.core.ConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** With a consumer that is none: an exception where the process would end. */
class CarefulStartTaskTests {

	private static final TopicPartition PARTITION = new TopicPartition("t", 0);

	@TempDir
	Path directory;

	private final List<Long> handled = new ArrayList<>();

	private final List<Long> skipped = new ArrayList<>();

	private long committed = 3;

	@Test
	void theRecordThatEndsTheProcessIsSkippedAfterThreeStartsThatDidNotMove() throws IOException {
		start(5);
		start(5);
		assertThat(this.handled).isEmpty();
		start(5);
		assertThat(this.handled).containsExactly(3L, 4L);
		assertThat(this.skipped).isEmpty();
		start(5);
		assertThat(this.skipped).containsExactly(5L);
		assertThat(this.handled).containsExactly(3L, 4L, 6L, 7L, 8L, 9L);
		assertThat(this.committed).isEqualTo(10);
	}

	@Test
	void startsThatMoveOrHaveNothingToReadAreNeverSuspect() throws IOException {
		for (int i = 0; i < 5; i++) {
			start(3);
			this.committed++;
		}
		this.committed = 10;
		for (int i = 0; i < 5; i++) {
			start(3);
		}
		assertThat(this.handled).isEmpty();
		assertThat(this.skipped).isEmpty();
	}

	@Test
	void aRecordThatCannotBeHandledIsLeftToTheListenerAndNeverSkipped() throws IOException {
		for (int i = 0; i < 6; i++) {
			start(-1, (record) -> {
				throw new IllegalStateException("away");
			});
		}
		assertThat(this.skipped).isEmpty();
		assertThat(this.committed).isEqualTo(3);
	}

	private void start(long deadly) throws IOException {
		start(deadly, (record) -> this.handled.add(record.offset()));
	}

	private void start(long deadly, Consumer<ConsumerRecord<byte[], byte[]>> handler) throws IOException {
		Path file = this.directory.resolve("starts");
		Mortal consumer = new Mortal(deadly, file);
		ConsumerFactory<byte[], byte[]> consumers = mock();
		given(consumers.createConsumer(any(), any(), any(), any())).willReturn(consumer);
		new CarefulStartTask<>(consumers, file, handler, (partition, offset) -> this.skipped.add(offset)).run("t");
		if (consumer.left != null) {
			Files.writeString(file, consumer.left);
		}
	}

	/** Has offsets up to 9, and keeps what a process that dies of one leaves behind. */
	private final class Mortal extends MockConsumer<byte[], byte[]> {

		private final long deadly;

		private final Path file;

		private long at = CarefulStartTaskTests.this.committed;

		private @Nullable String left;

		private Mortal(long deadly, Path file) {
			super("earliest");
			this.deadly = deadly;
			this.file = file;
			updatePartitions("t", List.of(new PartitionInfo("t", 0, null, null, null)));
			updateEndOffsets(Map.of(PARTITION, 10L));
		}

		@Override
		public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
			if (this.at == this.deadly) {
				this.left = read();
				throw new IllegalStateException("dead");
			}
			ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, this.at, null, null);
			this.at++;
			return new ConsumerRecords<>(Map.of(PARTITION, List.of(record)), Map.of());
		}

		@Override
		public synchronized long position(TopicPartition partition) {
			return this.at;
		}

		@Override
		public synchronized void seek(TopicPartition partition, long offset) {
			this.at = offset;
		}

		@Override
		public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
			CarefulStartTaskTests.this.committed = offsets.values().iterator().next().offset();
		}

		@Override
		public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
			super.subscribe(topics, listener);
			rebalance(List.of(PARTITION));
			assertThat(paused()).containsExactly(PARTITION);
		}

		private String read() {
			try {
				return Files.readString(this.file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
