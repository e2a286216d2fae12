package dev.failoverlab.consumer;

import org.jspecify.annotations.Nullable;

/**
 * The root of this service's own exceptions, with a message that says what, where, and
 * what to do.
 */
public class ConsumerServiceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 * @param cause what it comes from, or null when it comes from nothing else
	 */
	public ConsumerServiceException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
