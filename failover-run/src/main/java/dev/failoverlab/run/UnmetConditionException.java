package dev.failoverlab.run;

/**
 * What a step waits for or needs did not happen: the run proves nothing of what the
 * scenario asks.
 */
public final class UnmetConditionException extends RunException {

	private static final long serialVersionUID = 1;

	private final String condition;

	private final String seen;

	/**
	 * Reports what did not happen.
	 * @param condition what was waited for
	 * @param seen what was seen instead, without a full stop
	 */
	public UnmetConditionException(String condition, String seen) {
		super("This did not happen: " + condition + ". Seen: " + seen + ".");
		this.condition = condition;
		this.seen = seen;
	}

	public String condition() {
		return this.condition;
	}

	public String seen() {
		return this.seen;
	}

}
