package dev.failoverlab.cluster.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.LogTail;

/**
 * One command line for one node, as its user gave it.
 *
 * @param what what it does, for messages: {@code kill node 1}
 * @param line the line, for {@code sh -c}
 * @param log the file that gets its output, and that of no other
 */
record ShellCommand(String what, String line, Path log) {

	/** Enough for ssh over a slow network, and for a service that stops in order. */
	private static final Duration AT_MOST = Duration.ofSeconds(90);

	/** The command and its arguments. */
	List<String> words() {
		return List.of("/bin/sh", "-c", this.line);
	}

	/**
	 * Runs it to its end. Nothing can be typed into it. What it starts in the background
	 * may go on.
	 * @throws ClusterException when it fails or takes too long, with its output
	 */
	void run() {
		run(AT_MOST);
	}

	void run(Duration atMost) {
		Process process = start();
		try {
			if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
				end(process);
				throw failure("took longer than " + atMost.toMillis() / 1000.0 + " s and was ended");
			}
		}
		catch (InterruptedException ex) {
			end(process);
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted during the command to " + this.what, ex);
		}
		if (process.exitValue() != 0) {
			throw failure("failed with exit status " + process.exitValue());
		}
	}

	private Process start() {
		try {
			Files.createDirectories(this.log.toAbsolutePath().getParent());
			return new ProcessBuilder(words()).redirectInput(new File("/dev/null"))
				.redirectErrorStream(true)
				.redirectOutput(this.log.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new ClusterException("The command to " + this.what + " cannot run: " + ex.getMessage(), ex);
		}
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
	}

	private ClusterException failure(String how) {
		String output = LogTail.of(this.log).strip();
		return new ClusterException("The command to " + this.what + " " + how + ": " + this.line
				+ (output.isEmpty() ? "" : "\nIt printed:\n" + output));
	}

}
