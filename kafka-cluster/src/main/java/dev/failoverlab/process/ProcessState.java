package dev.failoverlab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The state of a process as the operating system reports it. */
final class ProcessState {

	private static final int STATE = 3;

	private static final int FLAGS = 9;

	private static final int THREADS = 20;

	private static final int EXIT_CODE = 52;

	/** The kernel's PF_EXITING. */
	private static final long EXITING = 0x4;

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

	/**
	 * The exit status of a process that is certainly ending: no thread of it runs its
	 * program any more, though the kernel may need seconds to free its memory and to
	 * report its end. Linux only.
	 * @return 128 and the number of the signal that ended it, or the status that it chose
	 * itself; empty while a thread may still run its program, and when the system does
	 * not tell
	 */
	static OptionalInt ending(long pid) {
		try {
			Path process = Path.of("/proc", "" + pid);
			String first = Files.readString(process.resolve("stat"));
			if (!isExiting(first) || !allExiting(process)) {
				return OptionalInt.empty();
			}
			int wait = Integer.parseInt(field(first, EXIT_CODE));
			// 0 also means that this user may not see it.
			return (wait == 0) ? OptionalInt.empty() : OptionalInt.of(status(wait));
		}
		catch (IOException | DirectoryIteratorException ex) {
			return OptionalInt.empty(); // It has ended, or this is not Linux.
		}
	}

	/**
	 * A thread that the system leaves out of its list, because others end meanwhile, is
	 * found by the number of threads.
	 */
	private static boolean allExiting(Path process) throws IOException {
		int seen = 0;
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
			for (Path thread : threads) {
				if (!isExiting(Files.readString(thread.resolve("stat")))) {
					return false;
				}
				seen++;
			}
		}
		return Integer.parseInt(field(Files.readString(process.resolve("stat")), THREADS)) <= seen;
	}

	/** A thread with this flag never returns to its program. */
	private static boolean isExiting(String stat) {
		return (Long.parseLong(field(stat, FLAGS)) & EXITING) != 0;
	}

	/** The status as a shell shows it, of one as {@code wait} returns it. */
	private static int status(int wait) {
		int signal = wait & 0x7f;
		return (signal != 0) ? 128 + signal : (wait >> 8) & 0xff;
	}

	/** The state follows the name, which is in parentheses and may hold any character. */
	static char stateIn(String stat) {
		return field(stat, STATE).charAt(0);
	}

	/** A field by its number in {@code man 5 proc}, from 3. */
	private static String field(String stat, int number) {
		return stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1)[number - STATE];
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
