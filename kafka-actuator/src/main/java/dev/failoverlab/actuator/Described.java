package dev.failoverlab.actuator;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A description as JSON, with where it comes from.
 *
 * @param value the description, its fields beside the others
 * @param stale whether the cluster could not confirm it now, so that it is the last known
 * @param ageMs milliseconds since the cluster was asked for it
 * @param observedAt when the cluster was asked for it
 */
record Described<T>(@JsonUnwrapped T value, boolean stale, long ageMs, Instant observedAt) {

	static <T> Described<T> of(Answer.Known<T> known) {
		return new Described<>(known.observed().value(), known.stale(), known.age().toMillis(), known.observed().at());
	}

}
