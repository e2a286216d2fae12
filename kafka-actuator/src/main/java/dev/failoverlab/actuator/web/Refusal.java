package dev.failoverlab.actuator.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * An error that is answered before or after all of Spring MVC, as problem details.
 *
 * @param status the HTTP status
 * @param detail what went wrong, or null when the status says it all
 */
record Refusal(HttpStatus status, @Nullable String detail) {

	private static final JsonMapper JSON = JsonMapper.shared();

	void write(HttpServletResponse response) throws IOException {
		response.setStatus(this.status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		if (this.status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		}
		byte[] body = json().getBytes(StandardCharsets.UTF_8);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private String json() {
		var json = JSON.createObjectNode()
			.put("title", this.status.getReasonPhrase())
			.put("status", this.status.value());
		return ((this.detail != null) ? json.put("detail", this.detail) : json).toString();
	}

}
