package dev.failoverlab.lab.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service says of itself.
 *
 * @param status Spring Boot's word, such as {@code UP} or {@code DOWN}, or
 * {@link Event.Health#NO_ANSWER}
 * @param detail all that it says when it is not up
 */
record ServiceHealth(String status, @Nullable String detail) {

	private static final Duration ANSWER = Duration.ofSeconds(2);

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Asks a service.
	 * @param service where it listens
	 */
	static ServiceHealth of(URI service) {
		try {
			HttpURLConnection connection = (HttpURLConnection) service.resolve("/actuator/health")
				.toURL()
				.openConnection();
			connection.setConnectTimeout((int) ANSWER.toMillis());
			connection.setReadTimeout((int) ANSWER.toMillis());
			boolean error = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
			try (InputStream answer = error ? connection.getErrorStream() : connection.getInputStream()) {
				return of((answer != null) ? new String(answer.readAllBytes(), StandardCharsets.UTF_8) : "");
			}
		}
		catch (IOException | JacksonException ex) {
			return new ServiceHealth(Event.Health.NO_ANSWER, ex.toString());
		}
	}

	private static ServiceHealth of(String answer) {
		String status = JSON.readTree(answer).path("status").asString(Event.Health.NO_ANSWER);
		return new ServiceHealth(status, status.equals(Event.Health.UP) ? null : answer);
	}

}
