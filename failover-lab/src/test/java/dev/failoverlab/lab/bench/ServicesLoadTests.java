package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Both services are one server here, whose clock decides when an email was handled. */
class ServicesLoadTests {

	private static final String ASSIGNMENT = "{\"kind\":\"assignment\",\"seq\":1,\"instance\":\"c-1\",\"at\":\"2026-11-27T04:00:00Z\",\"partitions\":[0],\"positions\":{\"0\":0}}";

	private final HttpLoad http = new HttpLoad();

	private final List<String> log = new CopyOnWriteArrayList<>(List.of(ASSIGNMENT));

	private final List<String> questions = new CopyOnWriteArrayList<>();

	private HttpServer server;

	private URI address;

	private final long handlingMillis = 30;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/api/emails", this::accept);
		this.server.createContext("/api/deliveries", this::deliveries);
		this.server.start();
		this.address = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	@AfterEach
	void stop() {
		this.http.close();
		this.server.stop(0);
	}

	@Test
	void aLatencyEndsWhenTheEmailWasHandled() {
		Tally tally = load().run(Duration.ofMillis(500));
		assertThat(tally.done()).isEqualTo(50);
		assertThat(tally.failed()).isZero();
		// The server's answer takes a few milliseconds more.
		assertThat(tally.p50Millis()).isGreaterThanOrEqualTo(30).isLessThan(500);
	}

	@Test
	void eachRoundHasEmailsOfItsOwnAndReadsOnlyNewLines() {
		ServicesLoad load = load();
		load.run(Duration.ofMillis(100));
		load.run(Duration.ofMillis(100));
		assertThat(this.log).hasSize(21).doesNotHaveDuplicates();
		assertThat(this.questions).contains("after=0", "after=11");
	}

	private ServicesLoad load() {
		return new ServicesLoad(this.http, this.address, this.address, 100);
	}

	private void accept(HttpExchange exchange) throws IOException {
		String id = new JsonMapper().readTree(exchange.getRequestBody()).get("id").stringValue();
		this.log.add(
				"{\"kind\":\"delivery\",\"seq\":%d,\"instance\":\"c-1\",\"id\":\"%s\",\"to\":\"x\",\"subject\":\"y\",\"partition\":0,\"offset\":%d,\"at\":\"%s\",\"deliveries\":1}"
					.formatted(this.log.size() + 1, id, this.log.size() - 1,
							Instant.now().plusMillis(this.handlingMillis)));
		answer(exchange, 201, "{\"offset\":1}");
	}

	private void deliveries(HttpExchange exchange) throws IOException {
		String query = exchange.getRequestURI().getQuery();
		this.questions.add(query);
		int after = Integer.parseInt(query.substring("after=".length()));
		answer(exchange, 200, this.log.stream().skip(after).map((line) -> line + "\n").collect(Collectors.joining()));
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		byte[] bytes = Emails.bytes(text);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
