package dev.failoverlab.consumer.deadletter;

import dev.failoverlab.consumer.ConsumerServiceException;
import org.jspecify.annotations.Nullable;

/** A record could not be put aside now; it stays where it is and is tried again. */
public class DeadLetterException extends ConsumerServiceException {

	private static final long serialVersionUID = 1L;

	DeadLetterException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
