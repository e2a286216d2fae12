package dev.failoverlab.actuator;

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Marks an answer that the cluster did not confirm now: with the header {@code Age} (RFC
 * 9111), in seconds. An answer without it is fresh. Endpoints of the actuator cannot set
 * headers, so it is set on the response at hand, where a web server has one for each
 * thread.
 */
interface AgeHeader {

	void set(Duration age);

	/** Where there is no servlet, JSON alone says how old it is. */
	static AgeHeader none() {
		return (age) -> {
		};
	}

	/** For the servlet response that the current thread writes. */
	final class OfServlet implements AgeHeader {

		@Override
		public void set(Duration age) {
			if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
					&& attributes.getResponse() != null) {
				attributes.getResponse().setHeader(HttpHeaders.AGE, String.valueOf(age.toSeconds()));
			}
		}

	}

}
