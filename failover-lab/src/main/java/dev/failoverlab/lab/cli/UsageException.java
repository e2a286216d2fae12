package dev.failoverlab.lab.cli;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/** The command line asks for what there is not; nothing was done. */
final class UsageException extends LabException {

	private static final long serialVersionUID = 1L;

	UsageException(String message) {
		this(message, null);
	}

	UsageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
