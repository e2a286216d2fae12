package dev.failoverlab.cluster.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;

/**
 * Runs the {@code docker} command as a user would type it, so contexts, remote engines
 * and replacements of Docker work.
 */
final class Docker {

	/** Enough for everything except a download, also on a busy machine. */
	static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final String OTHERWISE = " Or run the nodes as processes: --cluster process.";

	private static final String FAILED = " failed: ";

	private Docker() {
	}

	/**
	 * Checks that there is an engine, and Compose.
	 * @throws ClusterException when there is not; the message says what to do
	 */
	static void check() {
		answer("The Docker engine does not answer (%s). Start it (Docker Desktop, or: systemctl start docker).",
				"version", "--format", "{{.Server.Version}}");
		answer("Docker is installed, but Compose is not (%s). Install its plug-in: https://docs.docker.com/compose/install.",
				"compose", "version");
	}

	/**
	 * Runs a command to its end.
	 * @param atMost how long it may take
	 * @param arguments the arguments after {@code docker}
	 * @return what it printed, without white space around it
	 * @throws ClusterException when it fails, with its error output, or takes too long
	 */
	static String run(Duration atMost, List<String> arguments) {
		Process process = start(arguments);
		CompletableFuture<String> output = read(process.getInputStream());
		CompletableFuture<String> errors = read(process.getErrorStream());
		if (!ends(process, atMost)) {
			process.destroyForcibly();
			throw new ClusterException(
					"`" + commandLine(arguments) + "` took longer than " + atMost.toSeconds() + " s and was stopped");
		}
		if (process.exitValue() != 0) {
			throw new ClusterException("`" + commandLine(arguments) + "`" + FAILED + errors.join().strip());
		}
		return output.join().strip();
	}

	static String run(String... arguments) {
		return run(TIMEOUT, List.of(arguments));
	}

	private static void answer(String otherwise, String... arguments) {
		try {
			run(arguments);
		}
		catch (ClusterException ex) {
			if (ex.getCause() instanceof IOException) {
				throw ex;
			}
			throw new ClusterException(otherwise.formatted(reason(ex)) + OTHERWISE, ex);
		}
	}

	/** Docker's own message, in one line. */
	private static String reason(ClusterException ex) {
		String message = String.valueOf(ex.getMessage());
		return message.substring(message.indexOf(FAILED) + FAILED.length()).replace('\n', ' ');
	}

	static Process start(List<String> arguments) {
		try {
			Process process = new ProcessBuilder(Stream.concat(Stream.of("docker"), arguments.stream()).toList())
				.start();
			process.getOutputStream().close();
			return process;
		}
		catch (IOException ex) {
			throw new ClusterException("There is no docker command. Containers need Docker with Compose"
					+ " (https://docs.docker.com/get-docker)." + OTHERWISE, ex);
		}
	}

	private static CompletableFuture<String> read(InputStream stream) {
		return CompletableFuture.supplyAsync(() -> {
			try (stream) {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static boolean ends(Process process, Duration atMost) {
		try {
			return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while waiting for Docker", ex);
		}
	}

	private static String commandLine(List<String> arguments) {
		String words = "docker " + String.join(" ", arguments);
		int line = words.indexOf('\n');
		return (line < 0) ? words : words.substring(0, line) + " …";
	}

}
