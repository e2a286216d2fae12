package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;

/**
 * Something the cluster said, and when it was asked: not when it answered, so that the
 * age is never understated.
 *
 * @param value what it said
 * @param at when the question was put
 */
record Observed<T>(T value, Instant at) {

	Duration age(Instant now) {
		Duration age = Duration.between(this.at, now);
		return age.isNegative() ? Duration.ZERO : age;
	}

	Observed<T> orNewer(Observed<T> other) {
		return other.at.isBefore(this.at) ? this : other;
	}

}
