package dev.failoverlab.actuator;

import java.util.function.Function;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What an endpoint has to say when it was asked: something known, or why nothing is. */
sealed interface Answer<T> permits Described, Problem {

	/**
	 * Turns the answer into a response.
	 * @param known makes the response from something known
	 * @return that response, or problem details (RFC 9457)
	 */
	WebEndpointResponse<?> respond(Function<Described<T>, WebEndpointResponse<?>> known);

}
