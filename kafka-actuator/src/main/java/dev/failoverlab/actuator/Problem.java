package dev.failoverlab.actuator;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * Problem details (RFC 9457) of type {@code about:blank}, for every web technology that
 * actuator endpoints run on.
 *
 * @param title the status as text
 * @param status the HTTP status
 * @param detail what went wrong this time
 */
record Problem(String title, int status, String detail) {

	private static final MimeType MEDIA_TYPE = MimeType.valueOf("application/problem+json");

	WebEndpointResponse<Problem> response() {
		return new WebEndpointResponse<>(this, this.status, MEDIA_TYPE);
	}

}
