package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
	 */
	public static Deadline in(Duration atMost) {
		return new Deadline(System.nanoTime() + atMost.toNanos());
	}

	/**
	 * Whether the deadline has passed.
	 * @return true from the deadline on
	 */
	public boolean passed() {
		return this.nanoTime - System.nanoTime() <= 0;
	}

	/**
	 * The remaining time, or {@code atMost} if that is shorter; never negative.
	 */
	public Duration left(Duration atMost) {
		Duration left = Duration.ofNanos(Math.max(0, this.nanoTime - System.nanoTime()));
		return (left.compareTo(atMost) < 0) ? left : atMost;
	}

	/**
	 * Polls until the result is good enough.
	 * @param enough whether to stop looking
	 * @return the last result, which is not good enough when the deadline has passed
	 * @throws ClusterException when the thread is interrupted
	 */
	public <T> T until(Supplier<T> look, Predicate<T> enough) {
		T seen = look.get();
		while (!enough.test(seen) && !passed()) {
			poll();
			seen = look.get();
		}
		return seen;
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
