package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What the cluster says, now or when it last said anything; as JSON, with where it comes
 * from.
 *
 * @param value the description, its fields beside the others
 * @param stale whether the cluster could not confirm it now, so that it is the last known
 * @param ageMs milliseconds since the cluster was asked for it
 * @param observedAt when the cluster was asked for it
 */
record Described<T>(@JsonUnwrapped T value, boolean stale, long ageMs, Instant observedAt) implements Answer<T> {

	static <T> Described<T> of(Observed<T> observed, Duration age, boolean stale) {
		return new Described<>(observed.value(), stale, age.toMillis(), observed.at());
	}

	@Override
	public WebEndpointResponse<?> respond(Function<Described<T>, WebEndpointResponse<?>> known) {
		return known.apply(this);
	}

}
