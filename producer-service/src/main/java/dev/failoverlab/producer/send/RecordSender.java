package dev.failoverlab.producer.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.producer.topic.EmailTopic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.util.Assert;

/**
 * Sends records by the one shared producer. Guarantees:
 * <ul>
 * <li>{@link #send} never blocks: {@code KafkaProducer.send()} may, for up to
 * {@code max.block.ms}, and is therefore called by one thread that does nothing else.
 * While metadata is missing, what queues up behind a blocked call is failed with it, so
 * that nobody waits for more than about twice {@code max.block.ms} for an attempt.</li>
 * <li>Records reach the producer in the order of the calls.</li>
 * <li>Every send gets exactly one outcome, at the latest when the deadline has
 * passed.</li>
 * </ul>
 * How much may wait is for the callers to bound, each with an {@link InFlightBudget}.
 */
public class RecordSender implements DisposableBean {

	private final KafkaOperations<String, String> kafka;

	private final EmailTopic topic;

	private final Duration maxBlock;

	private final Duration deadline;

	private final MeterRegistry meters;

	private final ExecutorService sendThread = Executors
		.newSingleThreadExecutor((task) -> new Thread(task, "kafka-send"));

	/** Whether the last call waited in vain; for the sending thread alone. */
	private boolean stuck;

	RecordSender(KafkaOperations<String, String> kafka, EmailTopic topic, ProducerLimits limits, SendSettings settings,
			MeterRegistry meters) {
		Duration slowest = limits.maxBlock().multipliedBy(2).plus(limits.delivery());
		Assert.state(settings.deadline().compareTo(slowest) > 0,
				() -> "producer.send.deadline (%s) must be longer than twice max.block.ms and delivery.timeout.ms together (%s): else sends that are still being tried are answered as unknown."
					.formatted(settings.deadline(), slowest));
		this.kafka = kafka;
		this.topic = topic;
		this.maxBlock = limits.maxBlock();
		this.deadline = settings.deadline();
		this.meters = meters;
	}

	/**
	 * Sends a record to the topic.
	 * @param key decides the partition
	 * @param value what is sent
	 * @return completes with the outcome, never exceptionally; on a thread of the
	 * producer, so that what depends on it must be short and must not block
	 */
	public CompletableFuture<SendOutcome> send(String key, String value) {
		Timer.Sample started = Timer.start(this.meters);
		CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
		long giveUpAt = System.nanoTime() + this.maxBlock.toNanos();
		outcome.completeOnTimeout(overdue(), this.deadline.toNanos(), TimeUnit.NANOSECONDS);
		try {
			this.sendThread
				.execute(() -> handOver(new ProducerRecord<>(this.topic.name(), key, value), giveUpAt, outcome));
		}
		catch (RejectedExecutionException ex) {
			outcome.complete(new SendOutcome.Failed("Nothing was sent: the service is shutting down."));
		}
		return outcome.whenComplete((result, error) -> recordMetrics(started, result));
	}

	private void handOver(ProducerRecord<String, String> record, long giveUpAt,
			CompletableFuture<SendOutcome> outcome) {
		long now = System.nanoTime();
		if (outcome.isDone()) {
			return;
		}
		if (this.stuck && now - giveUpAt >= 0) {
			outcome.complete(noMetadata());
		}
		else if (!this.topic.awaitExistence(this.maxBlock)) {
			this.stuck = true;
			outcome.complete(noMetadata());
		}
		else {
			this.stuck = !call(record, outcome) && System.nanoTime() - now >= this.maxBlock.toNanos();
		}
	}

	/** Calls the producer; true when it took the record. */
	private boolean call(ProducerRecord<String, String> record, CompletableFuture<SendOutcome> outcome) {
		SendCallback callback = new SendCallback(outcome);
		try {
			this.kafka.execute((producer) -> producer.send(record, callback));
		}
		catch (RuntimeException ex) {
			callback.failedInSend(ex);
		}
		return !callback.hasFailedInSend();
	}

	private void recordMetrics(Timer.Sample started, SendOutcome outcome) {
		started.stop(this.meters.timer("email.sends", "outcome", outcome.word()));
	}

	private static SendOutcome noMetadata() {
		return new SendOutcome.Failed("Nothing was sent: no broker said in time where the topic is. Try again later.");
	}

	private SendOutcome overdue() {
		return new SendOutcome.Unknown(
				"The email may or may not have been written: no answer came within " + this.deadline + ".");
	}

	/** Lets the call that runs end, and takes no more. */
	@Override
	public void destroy() throws InterruptedException {
		this.sendThread.shutdown();
		if (!this.sendThread.awaitTermination(this.maxBlock.toNanos(), TimeUnit.NANOSECONDS)) {
			this.sendThread.shutdownNow();
		}
	}

}
