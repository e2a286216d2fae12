package dev.failoverlab.actuator;

import java.time.Duration;

/**
 * The moment after which a caller no longer waits, shared by all the waits of one
 * question.
 *
 * @param nanoTime the moment, as {@link System#nanoTime()} counts
 */
record Deadline(long nanoTime) {

	static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	long remainingNanos() {
		return Math.max(0, this.nanoTime - System.nanoTime());
	}

	int remainingMillis() {
		return (int) Math.max(1, Duration.ofNanos(remainingNanos()).toMillis());
	}

}
