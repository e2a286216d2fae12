package dev.failoverlab.lab.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client of the lab that is up, for commands in another terminal. */
public final class LabClient {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	/** Stopping a node in good order may take it minutes. */
	private static final Duration ANSWER = Duration.ofMinutes(5);

	private static final String START_ONE = "Start one with: ./lab up";

	private final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

	private final UpFile up;

	private LabClient(UpFile up) {
		this.up = up;
	}

	/**
	 * Creates a client.
	 * @param file the file that says how to reach the lab
	 * @return the client
	 * @throws LabException when none is up
	 */
	public static LabClient of(Path file) {
		UpFile up = UpFile.read(file)
			.orElseThrow(() -> new UsageException("No lab is up in this folder. " + START_ONE));
		if (ProcessHandle.of(up.pid()).isEmpty()) {
			throw new UsageException("The lab that was up here (process " + up.pid() + ") is gone. " + START_ONE);
		}
		return new LabClient(up);
	}

	/** Reads a JSON answer. */
	public <T> T get(String path, Class<T> type) {
		return parsed(send(request(path, "application/json").GET().build()), type);
	}

	/** Reads an answer as text. */
	public Text text(String path) {
		HttpResponse<String> response = send(request(path, "text/plain").GET().build());
		return new Text(response.body(), response.headers().firstValueAsLong("Age"));
	}

	/** Sends a JSON object of strings, reads a JSON answer. */
	public <T> T post(String path, Map<String, String> body, Class<T> type) {
		return parsed(send(request(path, "application/json").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(this.json.writeValueAsBytes(body)))
			.build()), type);
	}

	/** Encodes a text as one segment of a path. */
	public static String segment(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private HttpRequest.Builder request(String path, String accept) {
		return HttpRequest.newBuilder(this.up.url().resolve(path))
			.timeout(ANSWER)
			.header("Authorization", "Bearer " + this.up.token())
			.header("Accept", accept + ", application/problem+json");
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
				throw refusal(response.statusCode(), detail(response));
			}
			return response;
		}
		catch (IOException ex) {
			throw new LabException("The lab at " + this.up.url() + " (process " + this.up.pid() + ") does not answer: "
					+ ex + ". " + START_ONE, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LabException("Interrupted while waiting for the lab's answer.", ex);
		}
	}

	private String detail(HttpResponse<String> response) {
		String answer = "The lab answers " + response.statusCode() + ": " + response.body();
		try {
			return Objects.requireNonNullElse(this.json.readValue(response.body(), Detail.class).detail(), answer);
		}
		catch (JacksonException ex) {
			return answer;
		}
	}

	private <T> T parsed(HttpResponse<String> response, Class<T> type) {
		try {
			return this.json.readValue(response.body(), type);
		}
		catch (JacksonException ex) {
			throw new LabException("The lab's answer cannot be read: " + response.body(), ex);
		}
	}

	private static LabException refusal(int status, String detail) {
		return (status < HttpURLConnection.HTTP_INTERNAL_ERROR) ? new UsageException(detail) : new LabException(detail);
	}

	/**
	 * An answer as text.
	 *
	 * @param body the text
	 * @param age its age in seconds, when it is the last answer of a cluster that does
	 * not answer now
	 */
	public record Text(String body, OptionalLong age) {
	}

	/**
	 * What is used of problem details (RFC 9457).
	 *
	 * @param detail what went wrong
	 */
	private record Detail(@Nullable String detail) {
	}

}
