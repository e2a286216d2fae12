package dev.failoverlab.producer.send;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of a producer's error whether the record can have been written.
 * <p>
 * What decides is <em>when</em> the error was raised. {@code KafkaProducer.doSend} waits
 * for metadata, serializes, checks the size and waits for buffer memory before it appends
 * the record to the accumulator; the errors of these steps are raised by the calling
 * thread, and are certain. Everything after the append is reported by the I/O thread, and
 * is uncertain:
 * <ul>
 * <li>a batch that expired in the accumulator and one whose answer never came are the
 * same {@link TimeoutException} ({@code RecordAccumulator.expiredBatches},
 * {@code Sender.failBatch});</li>
 * <li>an error that a broker reported may follow an earlier attempt whose answer was lost
 * but whose append was not: NOT_ENOUGH_REPLICAS after a retry,
 * NOT_ENOUGH_REPLICAS_AFTER_APPEND always, NOT_LEADER_OR_FOLLOWER (KAFKA-13574), and
 * UNKNOWN_SERVER_ERROR by its name. The callback does not tell how many attempts there
 * were.</li>
 * </ul>
 * To call a written record failed is the one error that can't be forgiven, so that
 * whatever is not known to be certain is unknown. Even of the calling thread's errors
 * only those of the steps before the append count as certain: after it
 * {@code TransactionManager.maybeAddPartition} can still throw. The cases are in
 * {@code docs/send-errors.csv}, which the test reads.
 */
final class ErrorClassification {

	private static final Logger logger = LoggerFactory.getLogger(ErrorClassification.class);

	private ErrorClassification() {
	}

	/**
	 * Classifies an error that was raised on the thread that called {@code send()},
	 * during the call.
	 * @param error what was thrown, or handed to the callback on that thread
	 * @return what is known of the record
	 */
	static SendOutcome raisedBySend(Throwable error) {
		if (error instanceof RecordTooLargeException) {
			return new SendOutcome.Rejected(413, "The email is too large for Kafka: " + reason(error));
		}
		if (error instanceof BufferExhaustedException) {
			return new SendOutcome.Failed("Nothing was sent: the producer's buffer was full. Try again later.");
		}
		if (error instanceof TimeoutException) {
			return new SendOutcome.Failed(
					"Nothing was sent: no broker said in time where the topic is. Try again later.");
		}
		if (isRaisedBeforeAppend(error)) {
			return new SendOutcome.Failed("Nothing was sent: " + reason(error));
		}
		return reportedLater(error);
	}

	/**
	 * Classifies an error that was reported after {@code send()} had taken the record.
	 * @param error what the callback was given
	 * @return what is known of the record
	 */
	static SendOutcome reportedLater(Throwable error) {
		return new SendOutcome.Unknown(
				"The email may or may not have been written, no acknowledgement came: " + reason(error));
	}

	private static boolean isRaisedBeforeAppend(Throwable error) {
		return error instanceof SerializationException || error instanceof InvalidTopicException
				|| error instanceof AuthorizationException || error instanceof AuthenticationException
				|| error instanceof InterruptException;
	}

	/** As Kafka's protocol has it; what the client says of its insides is for the log. */
	private static String reason(Throwable error) {
		logger.debug("A send was not acknowledged", error);
		return (error instanceof ApiException) ? Errors.forException(error).message() : "The Kafka producer failed.";
	}

}
