package dev.failoverlab.actuator;

import org.jspecify.annotations.Nullable;

/** A question that the cluster did not answer in time, or could not answer. */
class ClusterUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ClusterUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
