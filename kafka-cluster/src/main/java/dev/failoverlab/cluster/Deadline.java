package dev.failoverlab.cluster;

import java.time.Duration;

/**
 * The end of a bounded wait.
 *
 * @param nanoTime the {@link System#nanoTime()} of the end
 */
public record Deadline(long nanoTime) {

	private static final Duration POLL = Duration.ofMillis(50);

	/**
	 * A deadline from now on.
	 * @param atMost how far away
	 * @return the deadline
	 */
	public static Deadline in(Duration atMost) {
		return new Deadline(System.nanoTime() + atMost.toNanos());
	}

	/**
	 * Whether the time is over.
	 * @return true from the deadline on
	 */
	public boolean passed() {
		return this.nanoTime - System.nanoTime() <= 0;
	}

	/**
	 * What is left.
	 * @param atMost a bound to it
	 * @return the shorter of the two, never negative
	 */
	public Duration left(Duration atMost) {
		Duration left = Duration.ofNanos(Math.max(0, this.nanoTime - System.nanoTime()));
		return (left.compareTo(atMost) < 0) ? left : atMost;
	}

	/**
	 * Pauses between two looks at a condition, for 50 ms at most.
	 * @throws ClusterException when the thread is interrupted
	 */
	public void poll() {
		try {
			Thread.sleep(left(POLL).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while waiting for the cluster", ex);
		}
	}

}
