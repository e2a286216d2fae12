package dev.failoverlab.run;

import org.jspecify.annotations.Nullable;

/** What a run could not do, with a message that says what, where, and what to do. */
public class RunException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 */
	public RunException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 * @param cause what it comes from
	 */
	public RunException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
