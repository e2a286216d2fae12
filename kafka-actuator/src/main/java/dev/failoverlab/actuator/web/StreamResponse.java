package dev.failoverlab.actuator.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;

/**
 * The response to a stream. An error ends its connection: of a stream that was refused
 * Tomcat would read the rest, to find the next request behind it.
 */
final class StreamResponse extends HttpServletResponseWrapper {

	StreamResponse(HttpServletResponse response) {
		super(response);
	}

	@Override
	public void setStatus(int status) {
		endConnectionAfterError(status);
		super.setStatus(status);
	}

	@Override
	public void sendError(int status) throws IOException {
		endConnectionAfterError(status);
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		endConnectionAfterError(status);
		super.sendError(status, message);
	}

	private void endConnectionAfterError(int status) {
		if (status >= SC_BAD_REQUEST) {
			setHeader(HttpHeaders.CONNECTION, "close");
		}
	}

}
