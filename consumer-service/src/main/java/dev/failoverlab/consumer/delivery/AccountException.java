package dev.failoverlab.consumer.delivery;

import dev.failoverlab.consumer.ConsumerServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The account cannot be opened, read or written. That is never the fault of the record
 * that is being handled.
 */
public class AccountException extends ConsumerServiceException {

	private static final long serialVersionUID = 1L;

	AccountException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
