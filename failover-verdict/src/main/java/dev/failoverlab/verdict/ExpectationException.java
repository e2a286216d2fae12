package dev.failoverlab.verdict;

/** An expectation that is not understood, with the nearest one that is. */
public class ExpectationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is not understood
	 */
	public ExpectationException(String message) {
		super(message);
	}

}
