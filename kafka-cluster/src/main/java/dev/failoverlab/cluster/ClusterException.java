package dev.failoverlab.cluster;

import java.util.function.Supplier;

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

	/** What code returns or, when it fails, the message of its exception. */
	static String messageOr(Supplier<String> text) {
		try {
			return text.get();
		}
		catch (ClusterException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
