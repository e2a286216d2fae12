package dev.failoverlab.lab.run;

import dev.failoverlab.lab.LabException;

/**
 * What a step waits for or needs did not happen: the run proves nothing of what the
 * scenario asks.
 */
final class UnmetConditionException extends LabException {

	private static final long serialVersionUID = 1;

	final String condition;

	final String seen;

	/**
	 * Reports what did not happen.
	 * @param condition what was waited for
	 * @param seen what was seen instead, without a full stop
	 */
	UnmetConditionException(String condition, String seen) {
		super("This did not happen: " + condition + ". Seen: " + seen + ".");
		this.condition = condition;
		this.seen = seen;
	}

}
