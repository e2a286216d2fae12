package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.report.Format;

/**
 * What happens when the process is told to end (Ctrl-C, SIGTERM) while nodes and services
 * run: all of them are ended, and a line says so. The JVM itself ends with 128 and the
 * number of the signal: 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Pattern SERVICE = Pattern.compile("-service-");

	private static final Pattern NODE = Pattern.compile("NodeMain");

	/** What would remove the containers if this process could not. */
	private static final Pattern CONTAINERS = Pattern.compile("last-will");

	private static volatile boolean happened;

	private final Terminal terminal;

	private final Runnable ending;

	private final String leftBehind;

	private final Thread hook = new Thread(this::interrupted, "interruption");

	private Interruption(Terminal terminal, Runnable ending, String leftBehind) {
		this.terminal = terminal;
		this.ending = ending;
		this.leftBehind = leftBehind;
	}

	/**
	 * Watches for an interruption until closed.
	 * @param terminal where it is told
	 * @param ending ends whatever runs; called on a thread of its own
	 * @param leftBehind the end of the sentence that tells of it
	 * @return the watch
	 */
	public static Interruption watch(Terminal terminal, Runnable ending, String leftBehind) {
		Interruption watch = new Interruption(terminal, ending, leftBehind);
		Runtime.getRuntime().addShutdownHook(watch.hook);
		return watch;
	}

	/**
	 * Whether this process has been told to end: whatever fails from then on is no news.
	 */
	public static boolean hasHappened() {
		return happened;
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The process is on its way out already, and the hook at work.
		}
	}

	private void interrupted() {
		happened = true;
		this.terminal.status("");
		this.terminal.error("lab: interrupted, ending every node and service ...");
		List<ProcessHandle> children = ProcessHandle.current().children().toList();
		// Nothing tells what a process was once it is gone.
		Set<ProcessHandle> services = children.stream()
			.filter((child) -> isOne(child, SERVICE))
			.collect(Collectors.toSet());
		boolean containers = children.stream().anyMatch((child) -> isOne(child, CONTAINERS));
		Set<ProcessHandle> nodes = children.stream().filter((child) -> isOne(child, NODE)).collect(Collectors.toSet());
		boolean done = true;
		try {
			this.ending.run();
		}
		catch (RuntimeException ex) {
			done = false;
			this.terminal.error("lab: " + ex.getMessage());
		}
		List<ProcessHandle> left = children.stream().filter((child) -> !ends(child)).toList();
		List<ProcessHandle> ended = children.stream().filter((child) -> !left.contains(child)).toList();
		this.terminal.error("lab: interrupted: ended "
				+ (containers ? (done ? "every container" : "not every container") : counted(nodes, ended, "node"))
				+ " and " + counted(services, ended, "service") + "; " + this.leftBehind);
		if (!left.isEmpty()) {
			this.terminal.error("lab: still there, and to be ended by their guards: "
					+ left.stream().map((child) -> String.valueOf(child.pid())).collect(Collectors.joining(" ")));
		}
	}

	private static boolean isOne(ProcessHandle child, Pattern what) {
		return child.info().commandLine().filter((line) -> what.matcher(line).find()).isPresent();
	}

	private static String counted(Set<ProcessHandle> all, List<ProcessHandle> ended, String what) {
		long count = ended.stream().filter(all::contains).count();
		return Format.count(count, what);
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
