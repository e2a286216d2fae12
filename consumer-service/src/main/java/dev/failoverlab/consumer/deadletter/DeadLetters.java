package dev.failoverlab.consumer.deadletter;

import java.util.Set;
import java.util.concurrent.ExecutionException;

import dev.failoverlab.consumer.delivery.Account;
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
import org.springframework.stereotype.Component;

/**
 * Puts records aside: into the dead-letter topic first, then into the account. What the
 * topic will never take goes there shortened, and if it refuses that too, it is noted in
 * the account alone; the record itself stays in the topic that it was read from. What the
 * topic does not take <em>now</em>, for instance while the cluster is away, is not let
 * go. Meant for the listener's thread.
 */
@Component
public class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	/** What says that a record is wrong for the topic, however often it is sent. */
	private static final Set<Class<?>> REFUSALS = Set.of(RecordTooLargeException.class,
			RecordBatchTooLargeException.class, InvalidRecordException.class, InvalidTimestampException.class);

	private final KafkaOperations<byte[], byte[]> kafka;

	private final KafkaAdmin admin;

	private final NewTopic topic;

	private final Account account;

	private boolean topicExists;

	DeadLetters(KafkaOperations<byte[], byte[]> kafka, KafkaAdmin admin, NewTopic deadLetterTopic, Account account) {
		this.kafka = kafka;
		this.admin = admin;
		this.topic = deadLetterTopic;
		this.account = account;
	}

	/**
	 * Puts a record aside. It may be there more than once when this is called again after
	 * a failure.
	 * @param failed the record
	 * @param id the email's id, or null when the record has none that can be read
	 * @param cause why
	 * @throws DeadLetterException when that is not possible now
	 */
	public void putAside(ConsumerRecord<byte[], byte[]> failed, @Nullable String id, Exception cause) {
		DeadLetter letter = new DeadLetter(failed, cause);
		ensureTopic();
		String why = letter.why() + publish(letter);
		this.account.deadLettered(id, failed.partition(), failed.offset(), why);
		logger.warn("Put {}-{}@{} aside: {}", failed.topic(), failed.partition(), failed.offset(), why);
	}

	/** Says what of the letter is missing in the topic. */
	private String publish(DeadLetter letter) {
		// The record keeps its partition's number where the topic has that many.
		TopicPartition target = new TopicPartition(this.topic.name(),
				letter.failed().partition() % this.topic.numPartitions());
		Throwable refusal = send(letter.whole(target));
		if (refusal == null) {
			return "";
		}
		return " (" + ((send(letter.shortened(target)) == null) ? "shortened" : "not") + " in " + target + ": "
				+ refusal + ")";
	}

	/** Says why the topic will never take it, or null once it has it. */
	private @Nullable Throwable send(ProducerRecord<byte[], byte[]> letter) {
		try {
			// Bounded by the producer's max.block.ms and delivery.timeout.ms.
			this.kafka.send(letter).get();
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DeadLetterException("Stopped while writing to " + letter.topic(), ex);
		}
		catch (ExecutionException | RuntimeException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			if (REFUSALS.contains(cause.getClass())) {
				return cause;
			}
			// It may have been deleted.
			this.topicExists = false;
			throw new DeadLetterException(letter.topic() + " cannot be written now: " + cause, ex);
		}
	}

	private void ensureTopic() {
		if (!this.topicExists) {
			try {
				this.admin.createOrModifyTopics(this.topic);
				this.topicExists = true;
			}
			catch (RuntimeException ex) {
				throw new DeadLetterException("The topic " + this.topic.name() + " cannot be created now: "
						+ NestedExceptionUtils.getMostSpecificCause(ex), ex);
			}
		}
	}

}
