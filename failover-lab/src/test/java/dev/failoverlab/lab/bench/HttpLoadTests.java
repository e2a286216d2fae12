package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class HttpLoadTests {

	private static final Duration SHORT = Duration.ofMillis(500);

	private final HttpLoad load = new HttpLoad();

	private final Queue<String> seen = new ConcurrentLinkedQueue<>();

	private final AtomicInteger requests = new AtomicInteger();

	private HttpServer server;

	private URI address;

	private Duration delay = Duration.ZERO;

	/** Answers one request after the other. */
	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.address = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	@AfterEach
	void stop() {
		this.load.close();
		this.server.stop(0);
	}

	@Test
	void anOpenLoopCountsTheWaitThatASlowServerCauses() {
		this.delay = Duration.ofMillis(20);
		Tally tally = this.load.open(Requests.single(this.address), 100).run(Duration.ofSeconds(1));
		assertThat(tally.done() + tally.failed()).isEqualTo(100);
		// Each answer takes 20 ms; but 100 requests a second wait for each other.
		assertThat(tally.p99Millis()).isGreaterThan(500);
		assertThat(tally.time()).isGreaterThan(Duration.ofMillis(1900));
	}

	@Test
	void aClosedLoopSendsWhenTheAnswerIsThere() {
		Tally tally = this.load.closed(Requests.single(this.address), 3).run(SHORT);
		assertThat(tally.done() + tally.failed()).isEqualTo(this.requests.get()).isGreaterThan(3);
		assertThat(tally.time()).isGreaterThanOrEqualTo(SHORT);
	}

	@Test
	void onlyAnOffsetIsAnAcknowledgement() {
		Tally tally = this.load.open(Requests.single(this.address), 100).run(SHORT);
		assertThat(tally.done()).isEqualTo(25);
		assertThat(tally.failed()).isEqualTo(25);
	}

	@Test
	void aStreamSendsLinesUntilItsTimeIsOver() {
		Tally tally = this.load.stream(Requests.batch(this.address, 100)).run(SHORT);
		List<String> lines = this.seen.remove().lines().toList();
		assertThat(tally.done() + tally.failed()).isEqualTo(lines.size());
		assertThat(lines.size()).isGreaterThan(100);
		assertThat(tally.p50Millis()).as("one request has no latency of its lines").isZero();
		assertThat(lines.stream().map(String::length)).containsOnly(Emails.SIZE);
	}

	@Test
	void anotherBridgeGetsTheJsonThatItKnows() {
		this.load.closed(Requests.bridge(this.address, "bench.peer", 2), 1).run(Duration.ofMillis(1));
		JsonNode records = new JsonMapper().readTree(this.seen.remove()).get("records");
		assertThat(records).hasSize(2);
		assertThat(records.get(1).get("key").stringValue()).isEqualTo("reader-0001@example.com");
		assertThat(records.get(1).get("value").get("id").stringValue()).isEqualTo("bench-000000001");
	}

	/** Every second answer is an error. */
	private void answer(HttpExchange exchange) throws IOException {
		this.seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		boolean good = this.requests.incrementAndGet() % 2 == 0;
		byte[] answer = Emails.bytes(good ? "{\"id\":\"x\",\"offset\":1}" : "{\"detail\":\"no\"}");
		try {
			Thread.sleep(this.delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		exchange.sendResponseHeaders(good ? 201 : 503, answer.length);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

}
