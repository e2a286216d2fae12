package dev.failoverlab.lab.cli;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.failoverlab.lab.web.UpFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What a browser does with the page of {@code ./lab up}, without the browser. */
final class PageClient {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	private final UpFile up;

	private final String cookie;

	/** Opens the page by its link, and follows the history. */
	PageClient(UpFile up) throws Exception {
		this.up = up;
		this.cookie = open();
		follow();
	}

	private String open() throws Exception {
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(this.up.url().resolve("/?token=" + this.up.token())).build(),
				HttpResponse.BodyHandlers.ofString());
		return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
	}

	private void follow() {
		var unused = this.http
			.sendAsync(HttpRequest.newBuilder(this.up.url().resolve("/events")).build(),
					HttpResponse.BodyHandlers.ofLines())
			.thenAcceptAsync((answer) -> {
				try (Stream<String> lines = answer.body()) {
					lines.filter((line) -> line.startsWith("data: {\"kind\""))
						.map((line) -> JSON.readTree(line.substring("data: ".length())))
						.forEach(this.events::add);
				}
			});
	}

	List<JsonNode> events() {
		return List.copyOf(this.events);
	}

	boolean has(String kind, Predicate<JsonNode> such) {
		return this.events.stream()
			.anyMatch((event) -> kind.equals(event.path("kind").stringValue()) && such.test(event));
	}

	boolean answers(int node) {
		return this.events.stream()
			.filter((event) -> "node".equals(event.path("kind").stringValue()) && event.path("node").intValue() == node)
			.reduce((first, last) -> last)
			.filter((last) -> last.path("answers").booleanValue())
			.isPresent();
	}

	JsonNode get(String path) throws Exception {
		return answer(request(path).GET());
	}

	JsonNode post(String path, String body) throws Exception {
		return answer(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	JsonNode put(String path, String body) throws Exception {
		return answer(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.up.url().resolve(path))
			.header("Content-Type", "application/json")
			.header("Origin", this.up.url().toString())
			.header("Cookie", this.cookie);
	}

	private JsonNode answer(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> answer = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
		return JSON.readTree(answer.body());
	}

}
