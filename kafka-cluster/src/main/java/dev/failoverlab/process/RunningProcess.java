package dev.failoverlab.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A process that can be frozen and ended. */
public interface RunningProcess {

	/** Whether it has not ended yet: true while it runs or is paused. */
	boolean isAlive();

	/** Whether it is frozen. */
	boolean isPaused();

	/** Asks it to end (SIGTERM) and does not wait. A paused one reacts when resumed. */
	void terminate();

	/** Kills it (SIGKILL), paused or not, and does not wait. */
	void kill();

	/** Asks for a thread dump (SIGQUIT), which a JVM writes to its output. */
	void dumpThreads();

	/** Freezes it and waits until it is frozen. */
	void pause();

	/** Resumes it and waits until it runs. */
	void resume();

	/**
	 * Waits for its end.
	 * @param atMost how long
	 * @return whether it has ended
	 */
	boolean waitFor(Duration atMost);

	/**
	 * How it ended.
	 * @return its exit status, or 128 and the number of the signal that ended it (137 for
	 * SIGKILL)
	 */
	int exitStatus();

	/** A future that completes with the exit status when the process ends. */
	CompletableFuture<Integer> onExit();

	/**
	 * A future that completes with the exit status as soon as the process certainly runs
	 * no more code, which can be seconds before it has ended for the system. It fails
	 * when the end cannot be seen.
	 */
	default CompletableFuture<Integer> onLastCode() {
		return onExit();
	}

	/** Waits until the log of a process that has ended is complete. */
	default void awaitLastLines() {
		// By default the process writes its log itself.
	}

}
