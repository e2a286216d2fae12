package dev.failoverlab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Signals that the JDK cannot send. */
final class Signals {

	private Signals() {
	}

	/** Uses the shell's built-in {@code kill}: not every machine has the program. */
	static void send(String name, long pid) {
		try {
			Process kill = new ProcessBuilder(List.of("/bin/sh", "-c", "kill -\"$1\" \"$2\"", "kill", name, "" + pid))
				.redirectErrorStream(true)
				.start();
			String output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("Cannot send SIG" + name + " to process " + pid + ": " + output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot send SIG" + name + " to process " + pid, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while sending SIG" + name + " to process " + pid, ex);
		}
	}

}
