package dev.failoverlab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of a process as the operating system reports it. */
final class ProcessState {

	private ProcessState() {
	}

	/**
	 * Whether a signal has stopped the process: all of its threads, where they are
	 * visible.
	 */
	static boolean isStopped(long pid) {
		Path tasks = Path.of("/proc", "" + pid, "task");
		try {
			return Files.isDirectory(Path.of("/proc/self/task")) ? allStopped(tasks) : isStoppedByPs(pid);
		}
		catch (IOException | DirectoryIteratorException ex) {
			return false; // The process, or one of its threads, has ended.
		}
	}

	private static boolean allStopped(Path tasks) throws IOException {
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
			for (Path thread : threads) {
				if (stateIn(Files.readString(thread.resolve("stat"))) != 'T') {
					return false;
				}
			}
		}
		return true;
	}

	/** The state follows the name, which is in parentheses and may hold any character. */
	static char stateIn(String stat) {
		return stat.charAt(stat.lastIndexOf(')') + 2);
	}

	private static boolean isStoppedByPs(long pid) {
		try {
			Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", "" + pid).redirectErrorStream(true).start();
			return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().startsWith("T");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot ask ps for the state of process " + pid, ex);
		}
	}

}
