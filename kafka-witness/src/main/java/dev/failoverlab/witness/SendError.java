package dev.failoverlab.witness;

import java.util.List;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Decides whether a producer's error means that nothing was written. */
public final class SendError {

	/** Errors of the steps that {@code send} takes before it accepts the record. */
	private static final List<Class<? extends Exception>> CERTAIN = List.of(TimeoutException.class,
			SerializationException.class, RecordTooLargeException.class, InvalidTopicException.class,
			AuthorizationException.class, AuthenticationException.class, InterruptException.class,
			InterruptedException.class);

	private SendError() {
	}

	/**
	 * Classifies an error. A producer that retries reports only the error of its last
	 * attempt, and an earlier attempt may have been appended. So an error is certain only
	 * if it was raised before the record was passed to the network. The cases are in
	 * {@code docs/send-errors.csv}; the producer service follows the same rule.
	 * @param error what the producer reported
	 * @param raisedBySend whether it was reported within the call of {@code send}
	 * @return true when the record was not written and never will be
	 */
	public static boolean isCertain(Throwable error, boolean raisedBySend) {
		return raisedBySend && CERTAIN.stream().anyMatch((type) -> type.isInstance(error));
	}

}
