package dev.failoverlab.consumer.delivery;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.consumer.ConsumerServiceApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as a whole over HTTP, with no Kafka there. */
@Timeout(60)
class DeliveryControllerTests {

	private static final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	static Path directory;

	private static ConfigurableApplicationContext service;

	private static DeliveryLog deliveryLog;

	/** The number of the last line that earlier tests left. */
	private long before;

	@BeforeAll
	static void startOnce() {
		service = start("shared");
		deliveryLog = service.getBean(DeliveryLog.class);
	}

	@AfterAll
	static void stopOnce() {
		service.close();
	}

	@BeforeEach
	void seeWhatIsThere() throws Exception {
		this.before = Files.readAllLines(directory.resolve("shared")).size();
	}

	@Test
	void streamsToThePresentEnd() throws Exception {
		deliver(3);
		HttpResponse<String> response = get("?after=" + this.before);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
		assertThat(response.body().lines()).hasSize(3).last().asString().contains(seq(3), "\"kind\":\"delivery\"");
		assertThat(get("?after=" + (this.before + 2)).body().lines()).singleElement().asString().contains(seq(3));
		assertThat(get("?after=" + (this.before + 3)).body()).isEmpty();
		assertThat(get("?after=9000000000").body()).isEmpty();
	}

	@Test
	void streamsOnWhileThingsHappen() throws Exception {
		deliver(2);
		try (BufferedReader lines = follow(this.before + 1)) {
			assertThat(lines.readLine()).contains(seq(2));
			deliver(2);
			assertThat(nextEntry(lines)).contains(seq(3));
			assertThat(nextEntry(lines)).contains(seq(4));
		}
	}

	@Test
	void aFollowerWithNothingToReadGetsHeartbeats() throws Exception {
		try (BufferedReader lines = follow(this.before)) {
			assertThat(lines.readLine()).isEqualTo("{\"kind\":\"heartbeat\"}");
			assertThat(lines.readLine()).isEqualTo("{\"kind\":\"heartbeat\"}");
		}
	}

	@Test
	void aFollowerFromTheFutureWaitsForIt() throws Exception {
		try (BufferedReader lines = follow(this.before + 2)) {
			deliver(3);
			assertThat(nextEntry(lines)).contains(seq(3));
		}
	}

	@ParameterizedTest
	@CsvSource({ "?after=x,after", "?after=-1,after", "?after=1.5,after", "?after=99999999999999999999,after",
			"?follow=perhaps,follow" })
	void badParametersAreNamed(String query, String name) throws Exception {
		HttpResponse<String> response = get(query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("'" + name + "'");
	}

	@Test
	void oneReaderTooManyIsRefusedUntilAnotherGoes() throws Exception {
		try (ConfigurableApplicationContext small = start("small", "--consumer.streams.max-readers=2");
				BufferedReader stays = reader(open(small, "?follow=true"))) {
			try (BufferedReader goes = reader(open(small, "?follow=true"))) {
				assertThat(goes.readLine()).contains("heartbeat");
				assertThat(stays.readLine()).contains("heartbeat");
				HttpResponse<String> refused = http.send(request(small, "/api/deliveries"),
						HttpResponse.BodyHandlers.ofString());
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
				assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
				assertThat(refused.body()).contains("consumer.streams.max-readers");
			}
			awaitOk(small);
		}
	}

	@Test
	void aReaderThatTakesNothingDoesNotHoldOthersUp() throws Exception {
		int many = 50_000;
		HttpResponse<InputStream> lazy = open(service, "?follow=true&after=" + this.before);
		try (InputStream unread = lazy.body(); BufferedReader lines = follow(this.before)) {
			deliver(many);
			String last = nextEntry(lines);
			for (int i = 2; i <= many; i++) {
				last = nextEntry(lines);
			}
			assertThat(last).contains(seq(many));
			assertThat(unread).isNotNull();
		}
	}

	@Test
	void followersSeeTheLastLineAndEndWhenTheServiceStops() throws Exception {
		ConfigurableApplicationContext second = start("second");
		BufferedReader lines = reader(open(second, "?follow=true"));
		assertThat(lines.readLine()).contains("heartbeat");
		second.getBean(DeliveryLog.class).delivered("last", "ann@example.org", "Hello", 0, 0);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(second::close);
		assertThat(nextEntry(lines)).contains("\"id\":\"last\"");
		assertThat(untilTheEnd(lines)).allMatch((line) -> line.contains("heartbeat"));
		// Less than the web server's patience with requests that do not end.
		closing.get(15, TimeUnit.SECONDS);
	}

	/**
	 * A stop may cut the connection before the mark of the stream's end is out: an end
	 * all the same.
	 */
	private static List<String> untilTheEnd(BufferedReader lines) {
		List<String> seen = new ArrayList<>();
		try {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				seen.add(line);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasRootCauseInstanceOf(EOFException.class);
		}
		return seen;
	}

	@Test
	void isAliveWithoutACluster() throws Exception {
		assertThat(getPath("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(getPath("/actuator/info").statusCode()).isEqualTo(200);
		assertThat(getPath("/actuator/metrics").statusCode()).isEqualTo(200);
	}

	private static ConfigurableApplicationContext start(String name, String... more) {
		// Port 1 is nobody's: connections to it are refused at once.
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--spring.kafka.listener.auto-startup=false",
				"--consumer.account.file=" + directory.resolve(name), "--consumer.streams.heartbeat=100ms"));
		arguments.addAll(List.of(more));
		return SpringApplication.run(ConsumerServiceApplication.class, arguments.toArray(String[]::new));
	}

	private static void deliver(int count) {
		for (int i = 0; i < count; i++) {
			deliveryLog.delivered("id", "ann@example.org", "Hello", 0, i);
		}
	}

	private String seq(int line) {
		return "\"seq\":" + (this.before + line) + ",";
	}

	private static BufferedReader follow(long after) throws Exception {
		HttpResponse<InputStream> response = open(service, "?follow=true&after=" + after);
		assertThat(response.statusCode()).isEqualTo(200);
		return reader(response);
	}

	/** That a reader is gone is noticed at the next heartbeat. */
	private static void awaitOk(ConfigurableApplicationContext of) throws Exception {
		long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		int status = 429;
		while (status == 429 && System.nanoTime() < deadline) {
			TimeUnit.MILLISECONDS.sleep(50);
			status = http.send(request(of, "/api/deliveries"), HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		assertThat(status).isEqualTo(200);
	}

	private static BufferedReader reader(HttpResponse<InputStream> response) {
		return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
	}

	private static String nextEntry(BufferedReader lines) throws IOException {
		String line = lines.readLine();
		while (line != null && line.contains("heartbeat")) {
			line = lines.readLine();
		}
		assertThat(line).isNotNull();
		return line;
	}

	private static HttpResponse<String> get(String query) throws Exception {
		return getPath("/api/deliveries" + query);
	}

	private static HttpResponse<String> getPath(String path) throws Exception {
		return http.send(request(service, path), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpResponse<InputStream> open(ConfigurableApplicationContext of, String query) throws Exception {
		return http.send(request(of, "/api/deliveries" + query), HttpResponse.BodyHandlers.ofInputStream());
	}

	private static HttpRequest request(ConfigurableApplicationContext of, String path) {
		String port = of.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build();
	}

}
