package dev.failoverlab.consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as its users see it: started with a command line, and read over HTTP. */
final class RunningService implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.builder().build();

	private static final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private RunningService(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static RunningService start(Class<?> application, String bootstrapServers, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0",
				"--spring.kafka.bootstrap-servers=" + bootstrapServers, "--consumer.streams.heartbeat=200ms"));
		all.addAll(List.of(arguments));
		return new RunningService(SpringApplication.run(application, all.toArray(String[]::new)));
	}

	int status(String path) throws IOException, InterruptedException {
		return http.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	/** Asks for the health until it says something; fails when it never does. */
	void awaitHealth(int status, Duration atMost, String text) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		HttpResponse<String> health = http.send(request("/actuator/health"), HttpResponse.BodyHandlers.ofString());
		while (health.statusCode() != status || !health.body().contains(text)) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("Not " + status + " with " + text + " after " + atMost + ": " + health.body());
			}
			TimeUnit.MILLISECONDS.sleep(200);
			health = http.send(request("/actuator/health"), HttpResponse.BodyHandlers.ofString());
		}
	}

	/**
	 * Follows the delivery log until the lines so far are enough; fails when they never
	 * are.
	 */
	List<JsonNode> follow(long after, Duration atMost, Predicate<List<JsonNode>> enough)
			throws IOException, InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		List<JsonNode> entries = new ArrayList<>();
		HttpResponse<InputStream> response = http.send(request("/api/deliveries?follow=true&after=" + after),
				HttpResponse.BodyHandlers.ofInputStream());
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			while (!enough.test(entries)) {
				JsonNode line = json.readTree(lines.readLine());
				if (!line.path("kind").stringValue().equals("heartbeat")) {
					entries.add(line);
				}
				else if (System.nanoTime() > deadline) {
					throw new AssertionError("Not enough after " + atMost + ": " + entries);
				}
			}
		}
		return entries;
	}

	List<JsonNode> entries() throws IOException, InterruptedException {
		return http.send(request("/api/deliveries"), HttpResponse.BodyHandlers.ofLines())
			.body()
			.map(json::readTree)
			.toList();
	}

	private HttpRequest request(String path) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(60))
			.build();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
