package dev.failoverlab.actuator;

import java.util.function.Function;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * There is no such thing, or the cluster has never said, and does not say now. Problem
 * details (RFC 9457) of type {@code about:blank}, for every web technology that actuator
 * endpoints run on.
 *
 * @param title the status as text
 * @param status the HTTP status
 * @param detail what went wrong this time
 */
record Problem<T>(String title, int status, String detail) implements Answer<T> {

	private static final MimeType MEDIA_TYPE = MimeType.valueOf("application/problem+json");

	@Override
	public WebEndpointResponse<?> respond(Function<Described<T>, WebEndpointResponse<?>> known) {
		return new WebEndpointResponse<>(this, this.status, MEDIA_TYPE);
	}

}
