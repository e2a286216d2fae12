package dev.failoverlab.lab.run;

import dev.failoverlab.lab.LabException;

/**
 * What a scenario waits for did not happen: the run proves nothing of what the scenario
 * asks.
 */
public final class UnmetConditionException extends LabException {

	private static final long serialVersionUID = 1;

	UnmetConditionException(String message) {
		super(message);
	}

}
