package dev.failoverlab.watch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;

/**
 * Repeats a look on a separate thread. A look that fails does not end this: the first
 * failure is noted in the history, and the next round looks again.
 */
public final class Rounds {

	private static final Duration CLOSING = Duration.ofSeconds(5);

	private final ScheduledExecutorService thread;

	private final String name;

	private final Recorder recorder;

	private boolean noted;

	/**
	 * Starts a thread that waits.
	 * @param name of the thread, and in the note of a failure
	 * @param recorder where the first failure is noted
	 */
	public Rounds(String name, Recorder recorder) {
		this.name = name;
		this.recorder = recorder;
		this.thread = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread daemon = new Thread(work, name);
			daemon.setDaemon(true);
			return daemon;
		});
	}

	/** Looks at once or later, and again and again, with an interval in between. */
	public void start(Runnable look, Duration first, Duration interval) {
		var unused = this.thread.scheduleWithFixedDelay(() -> run(look), first.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void run(Runnable look) {
		try {
			look.run();
		}
		catch (RuntimeException ex) {
			if (!this.noted && !isClosed()) {
				this.noted = true;
				this.recorder.record((t) -> new Event.Note(t, this.name + " failed and goes on: " + ex));
			}
		}
	}

	boolean isClosed() {
		return this.thread.isShutdown();
	}

	/**
	 * Starts no other round, and waits until the current one has ended, for 5 s at most.
	 * @param wake ends what the current round may wait for
	 */
	void close(Runnable wake) {
		this.thread.shutdown();
		wake.run();
		awaitEnd();
	}

	/** The same, with an interrupt. */
	public void interrupt() {
		this.thread.shutdownNow();
		awaitEnd();
	}

	private void awaitEnd() {
		try {
			boolean unused = this.thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
