package dev.failoverlab.cluster;

import org.jspecify.annotations.Nullable;

/** What a cluster could not do, with a message that says what, where, and what to do. */
public class ClusterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 */
	public ClusterException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what, where, and what to do
	 * @param cause what it comes from
	 */
	public ClusterException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
