package dev.failoverlab.lab.scenario;

import java.util.Collection;
import java.util.List;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote is not understood. The message has a line for each mistake: where
 * it is and what was expected.
 */
public final class DefinitionException extends LabException {

	private static final long serialVersionUID = 1;

	private final List<String> mistakes;

	DefinitionException(String mistake, @Nullable Throwable cause) {
		super(mistake, cause);
		this.mistakes = List.of(mistake);
	}

	DefinitionException(Collection<String> mistakes) {
		super(String.join("\n", mistakes), null);
		this.mistakes = List.copyOf(mistakes);
	}

	List<String> mistakes() {
		return this.mistakes;
	}

}
