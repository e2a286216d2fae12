package dev.failoverlab.judge;

import dev.failoverlab.verdict.Outcome;

/** How a command ends, for scripts. */
public final class ExitStatus {

	/** The command did what it was asked to; every expectation of a run was met. */
	public static final int PASS = 0;

	/** An expectation of a run was not met. */
	public static final int FAIL = 1;

	/** The command line, or a file that it names, is wrong; nothing was done. */
	public static final int USAGE = 2;

	/** A run is inconclusive. */
	public static final int INCONCLUSIVE = 3;

	/** The command failed. */
	public static final int ERROR = 70;

	/** What to say when standard output does not take everything. */
	public static final String UNWRITTEN = "Not all output could be written: the disk is full, or its reader has ended.";

	private ExitStatus() {
	}

	/**
	 * The exit status for the outcome of a run.
	 * @param outcome the outcome
	 * @return {@link #PASS}, {@link #FAIL} or {@link #INCONCLUSIVE}
	 */
	public static int of(Outcome outcome) {
		return switch (outcome) {
			case PASS -> PASS;
			case FAIL -> FAIL;
			case INVALID -> INCONCLUSIVE;
		};
	}

}
