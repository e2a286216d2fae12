package dev.failoverlab.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that runs after this JVM has ended for any reason (also by SIGKILL), unless
 * it was cancelled. It cleans up what is not a child process of this JVM but must not
 * outlive it. Closing cancels it.
 */
public final class LastWill implements AutoCloseable {

	private static final long ENDING_SECONDS = 5;

	private final Process keeper;

	private LastWill(Process keeper) {
		this.keeper = keeper;
	}

	/**
	 * Registers a command.
	 * @param command the program and its arguments
	 * @param log the file that its output is appended to; created with its directory if
	 * it does not exist
	 * @return the registration, in force until it is closed
	 * @throws UncheckedIOException when the process that keeps it cannot be created
	 */
	public static LastWill leave(List<String> command, Path log) {
		try {
			return new LastWill(Guard.around("last-will", command, log).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"Cannot register " + command.get(0) + " for the end of this process: " + ex.getMessage(), ex);
		}
	}

	/** Cancels the command; idempotent. */
	@Override
	public void close() {
		try (OutputStream pipe = this.keeper.getOutputStream()) {
			pipe.write('\n');
		}
		catch (IOException ex) {
			// Already cancelled: the script has ended.
		}
		try {
			this.keeper.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
