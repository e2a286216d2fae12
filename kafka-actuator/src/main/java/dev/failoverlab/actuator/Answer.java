package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.function.Function;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What an endpoint has to say when it was asked: something known, or why nothing is. */
sealed interface Answer<T> {

	/**
	 * Turns the answer into a response.
	 * @param known makes the response from something known
	 * @return that response, or problem details (RFC 9457)
	 */
	WebEndpointResponse<?> respond(Function<Known<T>, WebEndpointResponse<?>> known);

	/**
	 * What the cluster says, now or when it last said anything.
	 *
	 * @param observed what it said, and when it was asked
	 * @param age how long ago that was
	 * @param stale whether the cluster could not confirm it now
	 */
	record Known<T>(Observed<T> observed, Duration age, boolean stale) implements Answer<T> {

		@Override
		public WebEndpointResponse<?> respond(Function<Known<T>, WebEndpointResponse<?>> known) {
			return known.apply(this);
		}

	}

	/**
	 * There is no such thing, or the cluster has never said, and does not say now.
	 *
	 * @param problem which of the two
	 */
	record Refused<T>(Problem problem) implements Answer<T> {

		@Override
		public WebEndpointResponse<?> respond(Function<Known<T>, WebEndpointResponse<?>> known) {
			return this.problem.response();
		}

	}

}
