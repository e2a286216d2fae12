package dev.failoverlab.lab.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * When each send is due. The times do not depend on earlier sends, so a slow answer shows
 * as latency and not as fewer sends.
 *
 * @param start the {@link System#nanoTime()} of the first send
 * @param ratePerSecond sends per second, more than 0
 */
record Schedule(long start, double ratePerSecond) {

	private static final double NANOS = 1e9;

	/**
	 * The time at which a send is due.
	 * @param number the send, from 0
	 * @return its {@link System#nanoTime()}
	 */
	long due(long number) {
		return this.start + (long) (number * NANOS / this.ratePerSecond);
	}

	/**
	 * Waits until a send is due; returns immediately when it is late.
	 * @param number the send, from 0
	 * @param stopped ends the wait once it returns true and the thread is unparked
	 */
	void await(long number, BooleanSupplier stopped) {
		long wait = due(number) - System.nanoTime();
		while (wait > 0 && !stopped.getAsBoolean()) {
			LockSupport.parkNanos(this, wait);
			wait = due(number) - System.nanoTime();
		}
	}

}
