package dev.failoverlab.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation on a cluster fails. The message says what failed, where, and
 * what to do.
 */
public class ClusterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ClusterException(String message) {
		super(message);
	}

	public ClusterException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
