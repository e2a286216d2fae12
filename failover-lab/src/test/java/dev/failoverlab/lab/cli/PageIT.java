package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.failoverlab.lab.web.UpFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What a browser does with the page of {@code ./lab up}, without the browser. */
class PageIT {

	private static final Duration START = Duration.ofMinutes(3);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	@Test
	void anEmailIsFollowedANodeIsKilledAndAllIsInTheHistory() throws Exception {
		Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target/page-it").toAbsolutePath()),
				"page");
		try (LabProcess lab = LabProcess.start(home, "up", "--ports", "auto", "--load", "5")) {
			lab.await("up", START, () -> lab.output().contains("Ctrl-C ends everything"));
			UpFile up = UpFile.read(home.resolve(".lab/up.json")).orElseThrow();
			String cookie = open(up);
			follow(up.url());
			String id = post(up, cookie, "/emails", "{\"to\": \"ann@example.org\"}").path("id").stringValue();
			lab.await("the email everywhere", START,
					() -> has("way",
							(way) -> id.equals(way.path("id").stringValue()) && way.path("replicas").size() == 3
									&& way.path("high_watermark").asLong() > way.path("offset").asLong()
									&& way.path("segment").asString("").endsWith(".log")));
			lab.await("its delivery", START, () -> has("poll", (poll) -> poll.toString().contains(id)));
			lab.await("the ends of replicas", START, () -> has("offsets", (ends) -> ends.path("ends").size() == 3));
			lab.await("the lags of voters", START, () -> has("voters", (lags) -> lags.path("lags").size() == 3));
			assertThat(put(up, cookie, "{\"rate\": 20}").path("rate").intValue()).isEqualTo(20);
			assertThat(get(up, cookie, "/actions").path("load").path("rate").intValue()).isEqualTo(20);
			int node = post(up, cookie, "/actuator/brokers/leader", "{\"action\": \"kill\"}").path("node").intValue();
			lab.await("the fault", START, () -> has("fault", (fault) -> fault.path("type").asString("").equals("begin")
					&& fault.path("node").intValue() == node));
			lab.await("its silence", START, () -> has("node",
					(silent) -> silent.path("node").intValue() == node && !silent.path("answers").booleanValue()));
			lab.await("a new leader", START, () -> has("partition", (state) -> state.path("leader").isNumber()
					&& state.path("leader").intValue() != node && !state.path("isr").toString().contains("" + node)));
			assertThat(
					post(up, cookie, "/actuator/brokers/all", "{\"action\": \"heal\"}").path("message").stringValue())
				.isEqualTo("node " + node + " has been started");
			lab.await("an answer again", START, () -> answers(node));
			theStreamIsTheFile(home);
		}
	}

	/** As a browser opens the link. */
	private String open(UpFile up) throws Exception {
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(up.url().resolve("/?token=" + up.token())).build(),
				HttpResponse.BodyHandlers.ofString());
		return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
	}

	private void follow(URI lab) {
		var unused = this.http
			.sendAsync(HttpRequest.newBuilder(lab.resolve("/events")).build(), HttpResponse.BodyHandlers.ofLines())
			.thenAcceptAsync((answer) -> {
				try (Stream<String> lines = answer.body()) {
					lines.filter((line) -> line.startsWith("data: {\"kind\""))
						.map((line) -> JSON.readTree(line.substring("data: ".length())))
						.forEach(this.events::add);
				}
			});
	}

	private boolean has(String kind, Predicate<JsonNode> such) {
		return this.events.stream()
			.anyMatch((event) -> kind.equals(event.path("kind").stringValue()) && such.test(event));
	}

	private boolean answers(int node) {
		return this.events.stream()
			.filter((event) -> "node".equals(event.path("kind").stringValue()) && event.path("node").intValue() == node)
			.reduce((first, last) -> last)
			.filter((last) -> last.path("answers").booleanValue())
			.isPresent();
	}

	private void theStreamIsTheFile(Path home) throws IOException {
		try (Stream<Path> files = Files.walk(home.resolve("runs"), 2)) {
			Path history = files.filter((file) -> file.endsWith("history.ndjson")).findFirst().orElseThrow();
			List<String> streamed = this.events.stream().map(JsonNode::toString).toList();
			assertThat(Files.readAllLines(history).subList(0, streamed.size()).stream().map(JSON::readTree))
				.map(JsonNode::toString)
				.isEqualTo(streamed);
		}
	}

	private JsonNode get(UpFile up, String cookie, String path) throws Exception {
		return answer(request(up, cookie, path).GET());
	}

	private JsonNode post(UpFile up, String cookie, String path, String body) throws Exception {
		return answer(request(up, cookie, path).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private JsonNode put(UpFile up, String cookie, String body) throws Exception {
		return answer(request(up, cookie, "/load").PUT(HttpRequest.BodyPublishers.ofString(body)));
	}

	private static HttpRequest.Builder request(UpFile up, String cookie, String path) {
		return HttpRequest.newBuilder(up.url().resolve(path))
			.header("Content-Type", "application/json")
			.header("Origin", up.url().toString())
			.header("Cookie", cookie);
	}

	private JsonNode answer(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> answer = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
		return JSON.readTree(answer.body());
	}

}
