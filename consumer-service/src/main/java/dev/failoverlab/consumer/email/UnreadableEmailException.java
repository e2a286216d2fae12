package dev.failoverlab.consumer.email;

import dev.failoverlab.consumer.ConsumerServiceException;
import org.jspecify.annotations.Nullable;

/** A record that is no email, and will be none however often it is tried. */
class UnreadableEmailException extends ConsumerServiceException {

	private static final long serialVersionUID = 1L;

	UnreadableEmailException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
