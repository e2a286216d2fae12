package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends all nodes and services when the process is asked to end (Ctrl-C, SIGTERM), and
 * prints a line about it. The JVM itself ends with 128 and the number of the signal: 130
 * for Ctrl-C.
 */
public final class ShutdownHook implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static volatile boolean running;

	private final Terminal terminal;

	private final Runnable ending;

	private final String files;

	private final Thread thread = new Thread(this::run, "shutdown");

	private ShutdownHook(Terminal terminal, Runnable ending, String files) {
		this.terminal = terminal;
		this.ending = ending;
		this.files = files;
	}

	/**
	 * Adds a hook, which is removed when closed.
	 * @param terminal where to print
	 * @param ending ends whatever runs; called on a thread of its own
	 * @param files the end of the printed sentence: which files are left, and where
	 * @return the hook
	 */
	public static ShutdownHook add(Terminal terminal, Runnable ending, String files) {
		ShutdownHook hook = new ShutdownHook(terminal, ending, files);
		Runtime.getRuntime().addShutdownHook(hook.thread);
		return hook;
	}

	/**
	 * Whether this process was asked to end. Errors from then on are only a result of
	 * that.
	 */
	public static boolean isRunning() {
		return running;
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.thread);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down already.
		}
	}

	private void run() {
		running = true;
		SecondInterrupt.endsAtOnce();
		this.terminal.status("");
		List<ProcessHandle> children = ProcessHandle.current().children().toList();
		this.terminal.error("lab: interrupted, ending everything that the lab has started ...");
		try {
			this.ending.run();
		}
		catch (RuntimeException ex) {
			this.terminal.error("lab: " + ex.getMessage());
		}
		List<String> left = children.stream()
			.filter((child) -> !ends(child))
			.map((child) -> String.valueOf(child.pid()))
			.toList();
		this.terminal.error("lab: interrupted: "
				+ (left.isEmpty() ? "everything that the lab has started has ended" : "not every process has ended")
				+ "; " + this.files);
		if (!left.isEmpty()) {
			this.terminal.error("lab: still running, and to be ended by their guards: " + String.join(" ", left));
		}
	}

	private static boolean ends(ProcessHandle child) {
		try {
			child.onExit().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			child.destroyForcibly();
			return false;
		}
	}

}
