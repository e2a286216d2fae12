package dev.failoverlab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An operating-system process that cannot outlive this JVM: when the JVM ends for any
 * reason (also by SIGKILL), the child is killed within seconds, even while it is paused.
 * A Ctrl-C on the terminal reaches only the JVM. Thread-safe.
 */
public final class ChildProcess implements RunningProcess {

	private static final Duration STATE_CHANGE = Duration.ofSeconds(10);

	private final Process process;

	private ChildProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts a child with empty standard input.
	 * @param command the program and its arguments
	 * @param directory its working directory, which must exist
	 * @param environment variables in addition to those of this JVM
	 * @param log the file that its output and errors are appended to; created with its
	 * directory if it does not exist
	 * @return the running child; a program that cannot be run shows as exit status 126 or
	 * 127, with the reason in the log
	 * @throws UncheckedIOException when the process cannot be created
	 */
	public static ChildProcess start(List<String> command, Path directory, Map<String, String> environment, Path log) {
		try {
			ProcessBuilder builder = Guard.around("guard", command, log).directory(directory.toFile());
			builder.environment().putAll(environment);
			return new ChildProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + command.get(0) + ": " + ex.getMessage(), ex);
		}
	}

	/** The process id of the command itself, available also after its end. */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the child has not ended yet.
	 * @return true while it runs or is paused
	 */
	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Whether the child is frozen, every thread of it.
	 * @return true as long as the operating system reports it as stopped by a signal
	 */
	@Override
	public boolean isPaused() {
		return isAlive() && ProcessState.isStopped(pid());
	}

	/**
	 * Asks the child to end (SIGTERM) and does not wait. A paused child reacts when it is
	 * resumed.
	 */
	@Override
	public void terminate() {
		// Not Process.destroy(), which also closes the pipe: the watcher would think that
		// this JVM has ended, and kill a child that is still shutting down.
		this.process.toHandle().destroy();
	}

	/** Kills the child (SIGKILL), paused or not, and does not wait. */
	@Override
	public void kill() {
		this.process.toHandle().destroyForcibly();
	}

	/** Asks the child for a thread dump (SIGQUIT), which a JVM writes to its output. */
	@Override
	public void dumpThreads() {
		signal("QUIT");
	}

	/**
	 * Freezes the child (SIGSTOP) and waits until it is.
	 * @throws IllegalStateException when it has ended, or did not freeze in time
	 */
	@Override
	public void pause() {
		signal("STOP");
		awaitPaused(true);
	}

	/**
	 * Resumes the child (SIGCONT) and waits until it runs.
	 * @throws IllegalStateException when it has ended, or did not resume in time
	 */
	@Override
	public void resume() {
		signal("CONT");
		awaitPaused(false);
	}

	/**
	 * Waits for the end of the child.
	 * @param atMost how long
	 * @return whether it has ended
	 */
	@Override
	public boolean waitFor(Duration atMost) {
		try {
			return this.process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return !isAlive();
		}
	}

	/**
	 * How the child ended.
	 * @return its exit status, or 128 and the number of the signal that ended it (137 for
	 * SIGKILL)
	 * @throws IllegalThreadStateException when it has not ended
	 */
	@Override
	public int exitStatus() {
		return this.process.exitValue();
	}

	/** A future that completes with the exit status when the child ends. */
	@Override
	public CompletableFuture<Integer> onExit() {
		return this.process.onExit().thenApply(Process::exitValue);
	}

	/**
	 * A future that completes with the exit status as soon as no thread of the child runs
	 * its program any more. Where the system does not tell, at the child's end.
	 */
	@Override
	public CompletableFuture<Integer> onLastCode() {
		return ProcessEnd.of(this.process);
	}

	private void signal(String name) {
		if (!isAlive()) {
			throw new IllegalStateException("Process " + pid() + " has ended: it cannot be sent SIG" + name);
		}
		Signals.send(name, pid());
	}

	private void awaitPaused(boolean paused) {
		long deadline = System.nanoTime() + STATE_CHANGE.toNanos();
		while (ProcessState.isStopped(pid()) != paused) {
			if (!isAlive()) {
				throw new IllegalStateException("Process " + pid() + " has ended");
			}
			if (System.nanoTime() - deadline > 0 || waitFor(Duration.ofMillis(1))) {
				throw new IllegalStateException("Process " + pid() + " is still " + (paused ? "running" : "frozen")
						+ " after " + STATE_CHANGE.toSeconds() + " s");
			}
		}
	}

}
