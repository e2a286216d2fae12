package dev.failoverlab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
		try (InputStream script = Objects.requireNonNull(LastWill.class.getResourceAsStream("last-will.sh"))) {
			Files.createDirectories(log.toAbsolutePath().getParent());
			String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
			return new LastWill(new ProcessBuilder(
					Stream.concat(Stream.of("/bin/sh", "-c", text, "last-will"), command.stream()).toList())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start());
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
