package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.failoverlab.report.Format;

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
		this.terminal.status("");
		this.terminal.error("lab: interrupted, ending every node and service ...");
		// Asked before they end: a process that has ended has no command line.
		Map<ProcessHandle, Kind> children = ProcessHandle.current()
			.children()
			.collect(Collectors.toMap((child) -> child, Kind::of));
		boolean containers = children.containsValue(Kind.CONTAINER_GUARD);
		boolean complete = end();
		List<ProcessHandle> left = children.keySet().stream().filter((child) -> !ends(child)).toList();
		children.keySet().removeAll(left);
		this.terminal.error("lab: interrupted: ended "
				+ (containers ? (complete ? "every container" : "not every container")
						: count(children, Kind.NODE, "node"))
				+ " and " + count(children, Kind.SERVICE, "service") + "; " + this.files);
		if (!left.isEmpty()) {
			this.terminal.error("lab: still running, and to be ended by their guards: "
					+ left.stream().map((child) -> String.valueOf(child.pid())).collect(Collectors.joining(" ")));
		}
	}

	private boolean end() {
		try {
			this.ending.run();
			return true;
		}
		catch (RuntimeException ex) {
			this.terminal.error("lab: " + ex.getMessage());
			return false;
		}
	}

	private static String count(Map<ProcessHandle, Kind> ended, Kind kind, String name) {
		long count = ended.values().stream().filter((each) -> each == kind).count();
		return Format.count(count, name);
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

	/** What a child process is. */
	private enum Kind {

		NODE("NodeMain"), SERVICE("-service-"),

		/** Removes the containers when this process cannot. */
		CONTAINER_GUARD("last-will"),

		OTHER("");

		private final String sign;

		Kind(String sign) {
			this.sign = sign;
		}

		private static Kind of(ProcessHandle child) {
			String command = child.info().commandLine().orElse("");
			for (Kind kind : values()) {
				if (command.contains(kind.sign)) {
					return kind;
				}
			}
			return OTHER;
		}

	}

}
