package dev.failoverlab.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Knows the end of a child process as early as is certain: as soon as no thread of it
 * runs its program any more. The system can need seconds more to free its memory and to
 * report its end. A process that is stopped, or does not answer, has not ended.
 */
public final class ProcessEnd {

	/**
	 * How often to look for the first signs of an end: it takes 1 % of a core at most.
	 */
	private static final Duration WATCH = Duration.ofMillis(10);

	/** Exit statuses after a shutdown: of its own, or by SIGHUP, SIGINT or SIGTERM. */
	private static final Set<Integer> CLEAN = Set.of(0, 128 + 1, 128 + 2, 128 + 15);

	private ProcessEnd() {
	}

	/**
	 * The end of a child.
	 * @param child a process that this JVM has started
	 * @return completes with the exit status, or 128 and the number of the signal that
	 * ended it. Where the system does not tell it early (it is not Linux), when the child
	 * has ended
	 */
	public static CompletableFuture<Integer> of(Process child) {
		CompletableFuture<Integer> status = child.onExit().thenApply(Process::exitValue);
		Thread watch = new Thread(() -> watch(child, status), "end-of-" + child.pid());
		watch.setDaemon(true);
		watch.start();
		return status;
	}

	/**
	 * Whether a process has shut down, rather than died.
	 * @param status the exit status
	 */
	public static boolean isClean(int status) {
		return CLEAN.contains(status);
	}

	private static void watch(Process child, CompletableFuture<Integer> status) {
		try {
			while (!child.waitFor(WATCH.toNanos(), TimeUnit.NANOSECONDS) && !status.isDone()) {
				ProcessState.ending(child.pid()).ifPresent(status::complete);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
