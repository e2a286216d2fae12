package dev.failoverlab.lab.load;

import java.util.List;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Whether the error of a producer means that nothing can have been written. */
final class SendError {

	/** The errors of all that {@code send} does before it takes the record. */
	private static final List<Class<? extends Exception>> CERTAIN = List.of(TimeoutException.class,
			SerializationException.class, RecordTooLargeException.class, InvalidTopicException.class,
			AuthorizationException.class, AuthenticationException.class, InterruptException.class);

	private SendError() {
	}

	/**
	 * Judges an error. A producer that retries reports the error of its last attempt
	 * alone, and an attempt before it may have been appended: so an error is certain only
	 * if it was raised before the record was handed to the network. The cases are in
	 * {@code docs/send-errors.csv}; the producer service holds to them, too.
	 * @param error what the producer reported
	 * @param raisedBySend whether it was reported within the call of {@code send}
	 * @return true when the record certainly was not and will not be written
	 */
	static boolean isCertain(Throwable error, boolean raisedBySend) {
		return raisedBySend && CERTAIN.stream().anyMatch((type) -> type.isInstance(error));
	}

}
