package dev.failoverlab.lab;

/** A user asks for something that does not exist or cannot be done; nothing was done. */
public final class UsageException extends LabException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong, and what would be right
	 */
	public UsageException(String message) {
		super(message);
	}

}
