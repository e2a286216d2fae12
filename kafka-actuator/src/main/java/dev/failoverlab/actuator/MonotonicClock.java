package dev.failoverlab.actuator;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Instants that never go back and never jump: the wall clock is read once, so that an age
 * stays right when the clock is set.
 */
final class MonotonicClock implements InstantSource {

	private final Instant origin = Instant.now();

	private final long originNanos = System.nanoTime();

	@Override
	public Instant instant() {
		return this.origin.plusNanos(System.nanoTime() - this.originNanos);
	}

}
