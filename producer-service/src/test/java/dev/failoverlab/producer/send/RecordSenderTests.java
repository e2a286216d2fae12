package dev.failoverlab.producer.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.failoverlab.producer.topic.EmailTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaOperations.ProducerCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class RecordSenderTests {

	private static final Duration MAX_BLOCK = Duration.ofMillis(200);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CountDownLatch released = new CountDownLatch(1);

	private final EmailTopic topic = new EmailTopic("email.send", 3, this::awaitTopic);

	private volatile boolean topicExists = true;

	@SuppressWarnings("NullAway.Init")
	private RecordSender sender;

	@AfterEach
	void close() throws Exception {
		this.released.countDown();
		this.sender.destroy();
	}

	@Test
	void anAcknowledgementSaysWhereTheRecordIs() throws Exception {
		sendBy((record, callback) -> onIoThread(() -> callback.onCompletion(at(2, 17), null)));
		assertThat(outcome()).isEqualTo(new SendOutcome.Acknowledged("email.send", 2, 17L, 1234));
		assertThat(this.meters.timer("email.sends", "outcome", "acknowledged").count()).isEqualTo(1);
	}

	@Test
	void anAcknowledgementWithoutAnOffsetHasNone() throws Exception {
		sendBy((record, callback) -> onIoThread(() -> callback.onCompletion(at(2, -1), null)));
		assertThat(outcome()).isEqualTo(new SendOutcome.Acknowledged("email.send", 2, null, 1234));
	}

	@Test
	void anErrorThatIsReportedDuringTheCallHasCertainlyFailed() throws Exception {
		sendBy((record, callback) -> callback.onCompletion(at(-1, -1),
				new TimeoutException("not present in metadata")));
		assertThat(outcome()).isInstanceOf(SendOutcome.Failed.class);
	}

	@Test
	void theSameErrorFromTheIoThreadIsUnknownEvenWhileTheCallLasts() throws Exception {
		sendBy((record,
				callback) -> onIoThread(() -> callback.onCompletion(at(0, -1), new TimeoutException("Expiring"))));
		assertThat(outcome()).isInstanceOf(SendOutcome.Unknown.class);
	}

	@Test
	void aCallThatThrowsIsAnswered() throws Exception {
		sendBy((record, callback) -> {
			throw new KafkaException("Cannot execute transactional method because we are in an error state");
		});
		assertThat(outcome()).isInstanceOf(SendOutcome.Unknown.class);
	}

	@Test
	void aCallThatBlocksDoesNotBlockTheCaller() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		sendBy((record, callback) -> {
			called.countDown();
			awaitRelease();
			callback.onCompletion(at(0, 0), null);
		});
		CompletableFuture<SendOutcome> first = this.sender.send("a", "1");
		assertThat(called.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		CompletableFuture<SendOutcome> second = this.sender.send("a", "2");
		assertThat(first).isNotDone();
		assertThat(second).isNotDone();
		this.released.countDown();
		assertThat(get(second).word()).isEqualTo("acknowledged");
	}

	@Test
	void whileMetadataIsMissingNobodyWaitsForHisTurnToWait() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		sendBy((record, callback) -> {
			calls.incrementAndGet();
			sleepAsTheProducerDoes();
			callback.onCompletion(at(-1, -1), new TimeoutException("not present in metadata"));
		});
		long begin = System.nanoTime();
		List<CompletableFuture<SendOutcome>> sends = sends(500);
		for (CompletableFuture<SendOutcome> send : sends) {
			assertThat(get(send)).isInstanceOf(SendOutcome.Failed.class);
		}
		// One after the other they would need 100 s.
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
		assertThat(calls).hasValueLessThan(20);
	}

	@Test
	void onceMetadataIsThereWhatWaitedTooLongIsSentAllTheSame() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		sendBy((record, callback) -> {
			if (calls.getAndIncrement() == 0) {
				sleepAsTheProducerDoes();
				sleepAsTheProducerDoes();
			}
			callback.onCompletion(at(0, calls.get()), null);
		});
		for (CompletableFuture<SendOutcome> send : sends(50)) {
			assertThat(get(send).word()).isEqualTo("acknowledged");
		}
	}

	@Test
	void nothingIsSentToATopicThatIsNotKnownToExist() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		this.topicExists = false;
		sendBy((record, callback) -> calls.incrementAndGet());
		for (CompletableFuture<SendOutcome> send : sends(100)) {
			assertThat(get(send)).isInstanceOf(SendOutcome.Failed.class);
		}
		assertThat(calls).hasValue(0);
	}

	@Test
	void recordsReachTheProducerInTheOrderOfTheCalls() throws Exception {
		List<String> seen = new ArrayList<>();
		sendBy((record, callback) -> {
			seen.add(record.key() + record.value());
			callback.onCompletion(at(0, 0), null);
		});
		for (CompletableFuture<SendOutcome> send : sends(1000)) {
			get(send);
		}
		assertThat(seen).containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj((i) -> "key" + i).toList());
	}

	@Test
	void whatIsNeverAnsweredIsUnknownAtTheDeadline() throws Exception {
		sendBy((record, callback) -> {
		}, Duration.ofSeconds(1));
		assertThat(outcome()).isInstanceOf(SendOutcome.Unknown.class);
	}

	@Test
	void afterTheShutdownNothingIsSent() throws Exception {
		sendBy((record, callback) -> callback.onCompletion(at(0, 0), null));
		this.sender.destroy();
		assertThat(outcome()).isInstanceOf(SendOutcome.Failed.class);
	}

	@Test
	void aDeadlineThatTheProducerMayOverrunIsRefused() {
		sendBy((record, callback) -> {
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> new RecordSender(mock(), this.topic, limits(Duration.ofSeconds(30)),
					new SendSettings(Duration.ofSeconds(30)), this.meters))
			.withMessageContaining("producer.send.deadline")
			.withMessageContaining("delivery.timeout.ms");
	}

	private void sendBy(SendCall call) {
		sendBy(call, PATIENCE);
	}

	private void sendBy(SendCall call, Duration deadline) {
		@SuppressWarnings("unchecked")
		KafkaOperations<String, String> kafka = mock(KafkaOperations.class);
		given(kafka.execute(any())).willAnswer((invocation) -> {
			ProducerCallback<String, String, ?> callback = invocation.getArgument(0);
			return callback.doInKafka(producer(call));
		});
		this.sender = new RecordSender(kafka, this.topic, limits(Duration.ofMillis(300)), new SendSettings(deadline),
				this.meters);
	}

	private static Producer<String, String> producer(SendCall call) {
		@SuppressWarnings("unchecked")
		Producer<String, String> producer = mock(Producer.class);
		given(producer.send(any(), any())).willAnswer((invocation) -> {
			call.send(invocation.getArgument(0), invocation.getArgument(1));
			return new CompletableFuture<>();
		});
		return producer;
	}

	private static ProducerLimits limits(Duration delivery) {
		return new ProducerLimits(MAX_BLOCK, delivery, 32 << 20, 16384);
	}

	private List<CompletableFuture<SendOutcome>> sends(int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.sender.send("key", String.valueOf(i))).toList();
	}

	private SendOutcome outcome() throws Exception {
		return get(this.sender.send("key", "value"));
	}

	private static SendOutcome get(CompletableFuture<SendOutcome> send) throws Exception {
		return send.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Returns once the task is done, so that the call to the producer lasts longer. */
	private static void onIoThread(Runnable task) throws InterruptedException {
		Thread thread = new Thread(task, "io");
		thread.start();
		thread.join();
	}

	private static RecordMetadata at(int partition, long offset) {
		return new RecordMetadata(new TopicPartition("email.send", partition), offset, 0, 1234, 0, 0);
	}

	/** What {@code KafkaProducer.send()} does while it has no metadata. */
	private static void sleepAsTheProducerDoes() throws InterruptedException {
		Thread.sleep(MAX_BLOCK.toMillis() + 1);
	}

	private void awaitRelease() throws InterruptedException {
		this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	private interface SendCall {

		void send(ProducerRecord<String, String> record, Callback callback)
				throws InterruptedException, ExecutionException;

	}

	private boolean awaitTopic(Duration atMost) {
		try {
			if (!this.topicExists) {
				Thread.sleep(atMost.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.topicExists;
	}

}
