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
 * A command that is run once this JVM has ended in whatever way (SIGKILL included),
 * unless it was withdrawn before: for what is no process of this JVM, and yet must not
 * outlive it. Closing withdraws it.
 */
public final class LastWill implements AutoCloseable {

	private static final long ENDING_SECONDS = 5;

	private final Process keeper;

	private LastWill(Process keeper) {
		this.keeper = keeper;
	}

	/**
	 * Leaves a command behind.
	 * @param command the program and its arguments
	 * @param log the file that its output is appended to; made, with its directory, if it
	 * is not there
	 * @return the will, in force until it is closed
	 * @throws UncheckedIOException when no process can be made to keep it
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
			throw new UncheckedIOException("Cannot leave " + command.get(0) + " behind: " + ex.getMessage(), ex);
		}
	}

	/** Withdraws the command; can be repeated without harm. */
	@Override
	public void close() {
		try (OutputStream pipe = this.keeper.getOutputStream()) {
			pipe.write('\n');
		}
		catch (IOException ex) {
			// Withdrawn before: no reader is left.
		}
		try {
			this.keeper.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
