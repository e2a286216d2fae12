package dev.failoverlab.lab;

import dev.failoverlab.run.RunException;
import org.jspecify.annotations.Nullable;

/** What the lab could not do, with a message that says what, where, and what to do. */
public class LabException extends RunException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 */
	public LabException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 * @param cause what it comes from
	 */
	public LabException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
