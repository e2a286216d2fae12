package dev.failoverlab.lab.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The turns of a steady row, whatever happens in between.
 *
 * @param start the first turn
 * @param startNanos the same by {@link System#nanoTime()}
 */
record Turns(Instant start, long startNanos, int perSecond) {

	static Turns fromNow(int perSecond) {
		return new Turns(Clock.systemUTC().instant(), System.nanoTime(), perSecond);
	}

	/** How many there are in a given time. */
	long count(Duration time) {
		return time.toMillis() * this.perSecond / TimeUnit.SECONDS.toMillis(1);
	}

	/**
	 * Waits for a turn.
	 * @return when it was, by {@link System#nanoTime()}
	 */
	long await(long number) {
		long turn = this.startNanos + afterStart(number);
		for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return turn;
	}

	/** When a turn is. */
	Instant at(long number) {
		return this.start.plusNanos(afterStart(number));
	}

	private long afterStart(long number) {
		return number * TimeUnit.SECONDS.toNanos(1) / this.perSecond;
	}

}
