package dev.failoverlab.history;

import org.jspecify.annotations.Nullable;

/** A history that cannot be read or written, and what is wrong with which line of it. */
public class HistoryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception for the history as a whole.
	 * @param message what is wrong
	 * @param cause what it comes from
	 */
	public HistoryException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates the exception for one line.
	 * @param line the line, from 1
	 * @param problem what is wrong with it, as the end of a sentence that begins with the
	 * line
	 */
	public HistoryException(long line, String problem) {
		super("Line " + line + " of the history " + problem + ".");
	}

	/**
	 * Whether the text of the history is wrong, rather than that it cannot be read or
	 * written.
	 */
	public boolean isInText() {
		return getCause() == null;
	}

}
