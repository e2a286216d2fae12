package dev.failoverlab.consumer.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.failoverlab.consumer.ConsumerServiceException;
import dev.failoverlab.consumer.delivery.DeliveryLog;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Puts records aside: into the dead-letter topic first, then into the delivery log. What
 * the topic will never take goes there shortened, and if it refuses that too, it is noted
 * in the delivery log alone; the record itself stays in the topic that it was read from.
 * What the topic does not take <em>now</em>, for instance while the cluster is away, is
 * not let go. Meant for the listener's thread.
 */
@Component
public class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	/** Errors that come again however often the record is sent. */
	private static final Set<Class<?>> PERMANENT = Set.of(RecordTooLargeException.class,
			RecordBatchTooLargeException.class, InvalidRecordException.class, InvalidTimestampException.class);

	private final KafkaOperations<byte[], byte[]> kafka;

	private final KafkaAdmin admin;

	private final NewTopic topic;

	private final DeliveryLog deliveryLog;

	private boolean topicExists;

	DeadLetters(KafkaOperations<byte[], byte[]> kafka, KafkaAdmin admin, NewTopic deadLetterTopic,
			DeliveryLog deliveryLog) {
		this.kafka = kafka;
		this.admin = admin;
		this.topic = deadLetterTopic;
		this.deliveryLog = deliveryLog;
	}

	/**
	 * Puts records aside, all at once, and notes them in their order.
	 * @param letters the records
	 * @throws BatchListenerFailedException with the first record for which that is not
	 * possible now; when it comes again, it and those behind it may be written twice
	 */
	public void putAside(List<DeadLetter> letters) {
		List<Future<?>> sends = new ArrayList<>();
		for (DeadLetter letter : letters) {
			sends.add(send(letter.whole(target(letter))));
			if (!this.topicExists) {
				// The letters behind it would fail too, each after a wait.
				break;
			}
		}
		// There may be fewer sends than letters, but sends.get(i) is safe: the loop above
		// ends early only after a failed send, and settle() throws on that one.
		for (int i = 0; i < letters.size(); i++) {
			settle(letters.get(i), sends.get(i));
		}
	}

	private void settle(DeadLetter letter, Future<?> whole) {
		ConsumerRecord<byte[], byte[]> failed = letter.failed();
		try {
			String why = letter.why() + missing(letter, whole);
			this.deliveryLog.deadLettered(letter.id(), failed.partition(), failed.offset(), why);
			logger.warn("Put {}-{}@{} aside: {}", failed.topic(), failed.partition(), failed.offset(), why);
		}
		catch (ConsumerServiceException ex) {
			logger.warn("{}-{}@{} waits: {}", failed.topic(), failed.partition(), failed.offset(), ex.getMessage());
			throw new BatchListenerFailedException("It cannot be put aside now", ex, failed);
		}
	}

	/** What the topic does not have of a letter: text to add to the cause, or none. */
	private String missing(DeadLetter letter, Future<?> whole) {
		Throwable error = permanentErrorOf(whole);
		if (error == null) {
			return "";
		}
		String what = (permanentErrorOf(send(letter.shortened(target(letter)))) == null) ? "shortened" : "not";
		return " (" + what + " in " + target(letter) + ": " + error + ")";
	}

	/** The record keeps its partition's number where the topic has that many. */
	private TopicPartition target(DeadLetter letter) {
		return new TopicPartition(this.topic.name(), letter.failed().partition() % this.topic.numPartitions());
	}

	private Future<?> send(ProducerRecord<byte[], byte[]> letter) {
		try {
			ensureTopic();
			return this.kafka.send(letter);
		}
		catch (RuntimeException ex) {
			this.topicExists = this.topicExists && isPermanent(ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Waits for a send.
	 * @return why the topic will never take the letter, or null when it has taken it
	 * @throws ConsumerServiceException when it cannot be written now
	 */
	private @Nullable Throwable permanentErrorOf(Future<?> sent) {
		try {
			// Bounded by the producer's delivery.timeout.ms.
			sent.get();
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ConsumerServiceException("Stopped while writing to " + this.topic.name(), ex);
		}
		catch (ExecutionException ex) {
			if (isPermanent(ex)) {
				return NestedExceptionUtils.getMostSpecificCause(ex);
			}
			// It may have been deleted.
			this.topicExists = false;
			throw new ConsumerServiceException(
					this.topic.name() + " cannot be written now: " + NestedExceptionUtils.getMostSpecificCause(ex), ex);
		}
	}

	private static boolean isPermanent(Exception ex) {
		return PERMANENT.contains(NestedExceptionUtils.getMostSpecificCause(ex).getClass());
	}

	private void ensureTopic() {
		if (!this.topicExists) {
			this.admin.createOrModifyTopics(this.topic);
			this.topicExists = true;
		}
	}

}
