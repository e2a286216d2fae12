package dev.failoverlab.lab.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.run.StartedNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page over HTTP: who may watch, who may act. */
class PageTests {

	private static final Token TOKEN = Token.random();

	private static final StandInCluster CLUSTER = new StandInCluster();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private static Path folder;

	private static HistoryFile history;

	private static LabServer lab;

	private static LabServer replay;

	@BeforeAll
	static void start() throws IOException {
		history = new HistoryFile(Files.writeString(folder.resolve("history.ndjson"), "{\"kind\":\"run\"}\n{}\n"))
			.end("{}");
		lab = LabServer.start(settings(0, Site.MACHINE), CLUSTER, (event) -> {
		}, ShownHistories.only(history));
		replay = LabServer.replay(0, ShownHistories.only(history));
	}

	@AfterAll
	static void stop() {
		lab.close();
		replay.close();
	}

	@Test
	void theLinkBecomesACookieThatScriptsAndOtherSitesDoNotHave() throws Exception {
		HttpResponse<String> answer = get(lab, "/?token=" + TOKEN.value());
		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().firstValue("Location")).contains("/");
		assertThat(answer.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.isEqualTo(cookie() + "; Path=/; HttpOnly; SameSite=Strict");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?token=guess", "/?token=" })
	void aLinkOfAnotherLabIsRefused(String link) throws Exception {
		HttpResponse<String> answer = get(lab, link);
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).contains("This link is of another lab");
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
	}

	@Test
	void thePageKnowsWhetherItsViewerMayAct() throws Exception {
		assertThat(get(lab, "/").body()).contains("\"power\":false");
		assertThat(get(lab, "/", "Cookie: " + cookie()).body()).contains("\"power\":true");
		assertThat(get(lab, "/", "Cookie: lab-1=" + TOKEN.value()).body()).contains("\"power\":false");
		assertThat(get(lab, "/").headers().firstValue("Content-Security-Policy")).contains("frame-ancestors 'none'");
	}

	@ParameterizedTest
	@CsvSource({ "/events, text/event-stream", "/history, application/x-ndjson", "/report, application/json" })
	void watchingNeedsNoToken(String path, String type) throws Exception {
		for (LabServer server : new LabServer[] { lab, replay }) {
			HttpResponse<String> answer = get(server, path);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
		}
	}

	@Test
	void theStreamGoesOnWhereTheClientWas() throws Exception {
		assertThat(get(lab, "/events").body()).contains("data: {\"kind\":\"run\"}\ndata: {}\nid: ");
		String first = history.name() + ":1";
		assertThat(get(lab, "/events", "Last-Event-ID: " + first).body()).contains("\ndata: {}\nid: ")
			.doesNotContain("\"kind\"");
		assertThat(get(lab, "/events?after=" + first).body()).doesNotContain("\"kind\"");
		assertThat(get(lab, "/events", "Last-Event-ID: " + history.name() + ":end").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/events", "/history", "/actuator/health" })
	void pagesOfOtherSitesReadNothing(String path) throws Exception {
		for (LabServer server : new LabServer[] { lab, replay }) {
			assertThat(get(server, path, "Origin: http://evil.example").statusCode()).isEqualTo(403);
			assertThat(get(server, path, "Sec-Fetch-Site: cross-site").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void theCookieActsFromThePageAlone() throws Exception {
		String own = "Origin: " + lab.address();
		assertThat(kill(own, "Cookie: " + cookie())).isEqualTo(200);
		assertThat(CLUSTER.node(3).state()).isEqualTo(Node.State.DOWN);
		CLUSTER.node(3).start();
		assertThat(kill("Cookie: " + cookie())).as("no origin").isEqualTo(401);
		assertThat(kill(own)).as("no cookie").isEqualTo(401);
		assertThat(kill(own, "Cookie: " + cookie() + "x")).as("a wrong cookie").isEqualTo(401);
		assertThat(kill("Origin: http://127.0.0.1:1", "Cookie: " + cookie())).as("another origin").isEqualTo(403);
		assertThat(CLUSTER.node(3).state()).isEqualTo(Node.State.RUNNING);
	}

	@Test
	void whoeverWatchesARunGetsItsVerdictThoughTheLabEndsAtOnce() throws Exception {
		HistoryFile run = new HistoryFile(Files.writeString(folder.resolve("run.ndjson"), "{}\n"));
		LabServer watch = LabServer.watch(0, Site.MACHINE, ShownHistories.only(run));
		CompletableFuture<HttpResponse<InputStream>> stream = HTTP.sendAsync(request(watch, "/events").build(),
				HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream events = stream.get(30, TimeUnit.SECONDS).body()) {
			run.end("{\"outcome\":\"pass\"}");
			watch.close();
			// The connection may be cut after it, without the last chunk.
			String verdict = "data: {\"outcome\":\"pass\"}";
			StringBuilder read = new StringBuilder();
			while (read.indexOf("event: end") < 0 || read.indexOf(verdict) < 0) {
				read.appendCodePoint(events.read());
			}
			assertThat(read).contains(verdict, "event: end");
		}
	}

	@Test
	void inItsContainerTheLabOnlyWatches() throws Exception {
		try (LabServer watch = LabServer.watch(0, Site.CONTAINER, new ShownHistories())) {
			assertThat(get(watch, "/").body()).contains("\"power\":false", "\"commands\":\"compose\"", "\"link\":\"\"");
			assertThat(get(watch, "/actuator/brokers").statusCode()).isEqualTo(404);
			assertThat(get(watch, "/actions").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void inItsContainerWithDockerItStartsNoOtherCluster() throws Exception {
		try (LabServer power = LabServer.start(settings(0, Site.CONTAINER), CLUSTER, (event) -> {
		}, new ShownHistories())) {
			String token = "Authorization: Bearer " + TOKEN.value();
			assertThat(get(power, "/").body()).contains("\"power\":false", "docker compose exec lab cat /tmp/link");
			assertThat(get(power, "/actuator/brokers").body()).contains("docker compose exec lab cat /tmp/link");
			assertThat(get(power, "/actions", token).body()).contains("\"scenarios\":[]", "\"word\":\"kill\"");
			HttpRequest run = request(power, "/runs", token, "Content-Type: application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"leader-kill\"}"))
				.build();
			assertThat(HTTP.send(run, HttpResponse.BodyHandlers.ofString()).body())
				.contains("./lab run SCENARIO --cluster compose");
		}
	}

	@Test
	void aReplayHasNoPower() throws Exception {
		assertThat(get(replay, "/").body()).contains("\"power\":false");
		assertThat(get(replay, "/actuator/brokers", "Authorization: Bearer " + TOKEN.value()).statusCode())
			.isEqualTo(404);
		assertThat(get(replay, "/?token=" + TOKEN.value()).headers().allValues("Set-Cookie")).isEmpty();
	}

	private static String cookie() {
		return "lab-" + lab.address().getPort() + "=" + TOKEN.value();
	}

	private static int kill(String... headers) throws Exception {
		HttpRequest.Builder request = request(lab, "/actuator/brokers/3", headers);
		request.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"action\": \"kill\"}"));
		return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
	}

	private static HttpResponse<String> get(LabServer server, String path, String... headers) throws Exception {
		return HTTP.send(request(server, path, headers).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(LabServer server, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
			.timeout(Duration.ofSeconds(30));
		for (String header : headers) {
			String[] parts = header.split(": ", 2);
			request.header(parts[0], parts[1]);
		}
		return request;
	}

	private static LabServer.Settings settings(int port, Site site) {
		return new LabServer.Settings(port, TOKEN, "email.send", 3, URI.create("http://127.0.0.1:9"), site,
				StartedNodes.PROCESS, folder, Optional::empty);
	}

}
