package dev.failoverlab.lab.load;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Whether the error of a producer means that nothing can have been written. */
final class SendError {

	private SendError() {
	}

	/**
	 * Judges an error. A producer that retries reports the error of its last attempt
	 * alone, and an attempt before it may have been appended: so an error is certain only
	 * if it was raised before the record was handed to the network, or if every attempt
	 * must have met it.
	 * @param error what the producer reported
	 * @param beforeAnythingWasSent whether it was reported within the call of
	 * {@code send}
	 * @return true when the record certainly was not and will not be written
	 */
	static boolean isCertain(Exception error, boolean beforeAnythingWasSent) {
		if (error instanceof SerializationException || error instanceof RecordTooLargeException
				|| error instanceof AuthorizationException || error instanceof InvalidTopicException) {
			return true;
		}
		return beforeAnythingWasSent && error instanceof TimeoutException;
	}

}
