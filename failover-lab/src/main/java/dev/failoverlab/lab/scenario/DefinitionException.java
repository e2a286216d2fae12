package dev.failoverlab.lab.scenario;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote is not understood; the message says where and what was expected.
 */
public final class DefinitionException extends LabException {

	private static final long serialVersionUID = 1;

	DefinitionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
