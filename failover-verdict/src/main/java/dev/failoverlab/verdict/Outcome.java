package dev.failoverlab.verdict;

import java.util.Locale;

/** What a run says in the end. */
public enum Outcome {

	/** The run is valid and every expectation was met. */
	PASS,

	/**
	 * An expectation was not met; what is proven fails a run that is invalid otherwise.
	 */
	FAIL,

	/** Inconclusive: the run was not what it claims to be, and proves nothing. */
	INVALID;

	/**
	 * The word in reports.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
