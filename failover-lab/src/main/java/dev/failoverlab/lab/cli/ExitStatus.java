package dev.failoverlab.lab.cli;

/** How a command ends, for scripts. */
final class ExitStatus {

	/** It was done; of a run: every expectation was met. */
	static final int PASS = 0;

	/** A run's expectation was not met. */
	static final int FAIL = 1;

	/** The command line cannot be understood. */
	static final int USAGE = 2;

	/** A run says nothing. */
	static final int INVALID = 3;

	/** The lab could not do it. */
	static final int OWN_ERROR = 70;

	private ExitStatus() {
	}

}
