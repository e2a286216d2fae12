package dev.failoverlab.producer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.failoverlab.producer.batch.BatchConnection;
import dev.failoverlab.producer.send.RecordSender;
import dev.failoverlab.producer.send.SendOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.servlet.HandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/** The service over real HTTP, with sends that complete when the test says so. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.kafka.bootstrap-servers=127.0.0.1:1", "producer.email.max-waiting=3",
				"producer.batch.max-streams=2", "producer.batch.window=500", "kafka-actuator.web.max-body=10KB" })
class ServiceWebTests {

	private static final String VALID = """
			{"id":"e-1","from":"ann@example.org","to":"bob@example.org","subject":"Hello","body":"text"}""";

	private static final long TIMEOUT = 20;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final BlockingQueue<CompletableFuture<SendOutcome>> sends = new LinkedBlockingQueue<>();

	private final List<CompletableFuture<SendOutcome>> all = new ArrayList<>();

	private final AtomicInteger sent = new AtomicInteger();

	@MockitoBean
	private RecordSender sender;

	@Autowired
	private MeterRegistry meters;

	@Value("${local.server.port}")
	private int port;

	@BeforeEach
	void sendOnPaper() {
		given(this.sender.send(any(), any())).willAnswer((invocation) -> {
			CompletableFuture<SendOutcome> send = new CompletableFuture<>();
			this.all.add(send);
			this.sends.add(send);
			this.sent.incrementAndGet();
			return send;
		});
	}

	@AfterEach
	void endAll() throws Exception {
		List.copyOf(this.all).forEach((send) -> send.complete(acknowledged(0)));
		await(() -> gauge("email.batches") == 0 && gauge("email.waiting") == 0);
	}

	@Test
	void anAcknowledgedEmailIsCreated() throws Exception {
		CompletableFuture<HttpResponse<String>> response = post("application/json", BodyPublishers.ofString(VALID));
		assertThat(response).isNotDone();
		nextSend().complete(acknowledged(17));
		assertThat(status(response)).isEqualTo(201);
		assertThat(body(response))
			.isEqualTo("{\"id\":\"e-1\",\"topic\":\"email.send\",\"partition\":1,\"offset\":17,\"timestamp\":1234}");
	}

	/** As actuator's endpoints are by default, for each email twice. */
	@Test
	void noOtherHandlersAreAskedBefore(@Autowired List<HandlerMapping> ordered,
			@Autowired @Qualifier("requestMappingHandlerMapping") HandlerMapping own) {
		assertThat(ordered).hasSizeGreaterThan(1).startsWith(own);
	}

	@Test
	void withoutAnOffsetTheAnswerHasNone() throws Exception {
		CompletableFuture<HttpResponse<String>> response = post("application/json", BodyPublishers.ofString(VALID));
		nextSend().complete(new SendOutcome.Acknowledged("email.send", 1, null, 1234));
		assertThat(body(response)).doesNotContain("offset").contains("\"partition\":1");
	}

	@Test
	void failedAndUnknownAreToldApart() throws Exception {
		CompletableFuture<HttpResponse<String>> failed = post("application/json", BodyPublishers.ofString(VALID));
		nextSend().complete(new SendOutcome.Failed("Nothing was sent."));
		CompletableFuture<HttpResponse<String>> unknown = post("application/json", BodyPublishers.ofString(VALID));
		nextSend().complete(new SendOutcome.Unknown("Who knows."));
		assertProblem(failed, 503, "\"outcome\":\"failed\"", "\"id\":\"e-1\"", "Nothing was sent.");
		assertProblem(unknown, 503, "\"outcome\":\"unknown\"", "\"id\":\"e-1\"", "Who knows.");
		assertThat(failed.join().headers().firstValue("Retry-After")).contains("5");
	}

	@Test
	void oneTooManyIsSentAwayAtOnceAndRoomComesBack() throws Exception {
		List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 3)
			.mapToObj((i) -> post("application/json", BodyPublishers.ofString(VALID)))
			.toList();
		List<CompletableFuture<SendOutcome>> first = List.of(nextSend(), nextSend(), nextSend());
		CompletableFuture<HttpResponse<String>> tooMany = post("application/json", BodyPublishers.ofString(VALID));
		assertProblem(tooMany, 429, "\"outcome\":\"rejected\"");
		assertThat(tooMany.join().headers().firstValue("Retry-After")).isPresent();
		first.get(1).complete(acknowledged(1));
		await(() -> gauge("email.waiting") == 2);
		CompletableFuture<HttpResponse<String>> next = post("application/json", BodyPublishers.ofString(VALID));
		nextSend().complete(acknowledged(2));
		assertThat(status(next)).isEqualTo(201);
		first.forEach((send) -> send.complete(acknowledged(3)));
		for (CompletableFuture<HttpResponse<String>> each : waiting) {
			assertThat(status(each)).isEqualTo(201);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"to":"bob@example.org","subject":"Hello","body":"text"} | "field":"from"
			{"from":                                                 | line 1, column
			''                                                       | Expected one JSON object
			""")
	void whatIsNotAnEmailIsRefused(String body, String expected) throws Exception {
		assertProblem(post("application/json", BodyPublishers.ofString(body)), 400, "\"outcome\":\"rejected\"",
				expected);
		assertNothingSent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
			"application/x-ndjson" })
	void onlyJsonIsTakenSoThatNoFormOfAnotherOriginCanSend(String type) throws Exception {
		assertProblem(post(type, BodyPublishers.ofString(VALID)), 415);
		assertNothingSent();
	}

	@Test
	void anAnswerThatCannotBeGivenIsRefusedBeforeAnythingIsSent() throws Exception {
		HttpRequest request = request("/api/emails").header("Content-Type", "application/json")
			.header("Accept", "text/plain")
			.POST(BodyPublishers.ofString(VALID))
			.build();
		assertProblem(this.http.sendAsync(request, BodyHandlers.ofString()), 406);
		assertNothingSent();
	}

	@Test
	void aBodyThatIsTooLargeIsRefusedWithAndWithoutItsLength() throws Exception {
		byte[] large = ("{\"body\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII);
		assertProblem(post("application/json", BodyPublishers.ofByteArray(large)), 413, "10240");
		BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
		assertProblem(post("application/json", chunked), 413, "10240");
		assertNothingSent();
	}

	@Test
	void wrongPathsAndMethodsAreProblemsToo() throws Exception {
		assertProblem(this.http.sendAsync(request("/nothing").build(), BodyHandlers.ofString()), 404);
		assertProblem(this.http.sendAsync(request("/api/emails").build(), BodyHandlers.ofString()), 405);
	}

	@Test
	void onlyThoseWhoKnowItByItsNameAreAnswered() throws Exception {
		for (String header : List.of("Host: rebound.example", "Host: localhost\r\nOrigin: http://page.example")) {
			try (BatchConnection connection = new BatchConnection(this.port)) {
				connection.raw(
						"POST /api/emails HTTP/1.1\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
							.formatted(header, VALID.length(), VALID));
				assertThat(connection.head()).startsWith("HTTP/1.1 403").contains("application/problem+json");
			}
		}
		assertNothingSent();
	}

	@Test
	void aCompressedBodyIsRefused() throws Exception {
		HttpRequest request = request("/api/emails").header("Content-Type", "application/json")
			.header("Content-Encoding", "gzip")
			.POST(BodyPublishers.ofString(VALID))
			.build();
		assertProblem(this.http.sendAsync(request, BodyHandlers.ofString()), 415);
		assertNothingSent();
	}

	/**
	 * Five times as many as the server has threads; and what they send is never whole.
	 */
	@Test
	void thousandBodiesThatDoNotComeHoldUpNobody() throws Exception {
		List<BatchConnection> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 1000; i++) {
				BatchConnection connection = new BatchConnection(this.port);
				slow.add(connection);
				connection.raw(
						"POST /api/emails HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
			}
			long begin = System.nanoTime();
			CompletableFuture<HttpResponse<String>> post = post("application/json", BodyPublishers.ofString(VALID));
			nextSend().complete(acknowledged(17));
			assertThat(status(post)).isEqualTo(201);
			HttpRequest health = request("/actuator/health/liveness").build();
			assertThat(status(this.http.sendAsync(health, BodyHandlers.ofString()))).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
		}
		finally {
			for (BatchConnection each : slow) {
				each.close();
			}
		}
	}

	@Test
	void whatNobodyForesawTellsNoSecrets() throws Exception {
		given(this.sender.send(any(), any())).willThrow(new IllegalStateException("secret"));
		CompletableFuture<HttpResponse<String>> response = post("application/json", BodyPublishers.ofString(VALID));
		assertProblem(response, 500);
		assertThat(body(response)).doesNotContain("secret", "Exception");
	}

	@Test
	void resultsOfABatchComeWhileTheRequestIsOpen() throws Exception {
		try (BatchConnection batch = new BatchConnection(this.port, "", 0)) {
			assertThat(batch.head()).startsWith("HTTP/1.1 200").contains("application/x-ndjson");
			batch.send(List.of(VALID, "broken"));
			assertThat(batch.line()).contains("\"line\":2", "\"status\":400", "\"outcome\":\"rejected\"");
			nextSend().complete(acknowledged(17));
			assertThat(batch.line()).isEqualTo(
					"{\"line\":1,\"id\":\"e-1\",\"status\":201,\"outcome\":\"acknowledged\",\"topic\":\"email.send\",\"partition\":1,\"offset\":17,\"timestamp\":1234}");
			batch.sendPart(VALID.substring(0, 20));
			batch.sendPart(VALID.substring(20) + "\n" + "x".repeat(20_000));
			nextSend().complete(new SendOutcome.Unknown("Who knows."));
			assertThat(batch.line()).contains("\"line\":3", "\"status\":503", "\"outcome\":\"unknown\"");
			batch.end();
			assertThat(batch.line()).contains("\"line\":4", "\"status\":413", "\"outcome\":\"rejected\"");
			assertThat(batch.line()).isNull();
			batch.raw("GET /actuator/info HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(batch.head()).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void resultsOfAnOrderedBatchComeInTheOrderOfItsLines() throws Exception {
		try (BatchConnection batch = new BatchConnection(this.port, "?ordered=true", 0)) {
			batch.send(List.of(VALID, "broken"));
			CompletableFuture<SendOutcome> first = nextSend();
			batch.send(List.of(VALID));
			nextSend().complete(acknowledged(18));
			first.complete(acknowledged(17));
			assertThat(List.of(line(batch), line(batch), line(batch))).satisfiesExactly(
					(line) -> assertThat(line).contains("\"line\":1"),
					(line) -> assertThat(line).contains("\"line\":2"),
					(line) -> assertThat(line).contains("\"line\":3"));
		}
	}

	@Test
	void aBodyThatBreaksOffStillHasTheResultsOfItsWholeLines() throws Exception {
		try (BatchConnection batch = new BatchConnection(this.port, "", 0)) {
			batch.send(List.of(VALID));
			batch.raw("ffff\r\n" + VALID + "\n" + VALID);
			CompletableFuture<SendOutcome> first = nextSend();
			CompletableFuture<SendOutcome> second = nextSend();
			batch.closeHalf();
			second.complete(acknowledged(2));
			assertThat(batch.line()).contains("\"line\":2");
			first.complete(acknowledged(1));
			assertThat(batch.line()).contains("\"line\":1");
			assertThat(batch.line()).isNull();
			assertThat(this.sent).hasValue(2);
		}
	}

	@Test
	void aCallerThatGoesAwayLeavesNothingBehind() throws Exception {
		for (boolean reset : new boolean[] { true, false }) {
			CompletableFuture<SendOutcome> pending;
			try (BatchConnection batch = new BatchConnection(this.port, "", 0)) {
				batch.send(List.of(VALID, VALID));
				nextSend().complete(acknowledged(1));
				batch.head();
				// Before the connection goes: a reset throws away what was not read yet.
				pending = nextSend();
				if (reset) {
					batch.resetWhenClosed();
				}
			}
			pending.complete(acknowledged(2));
			await(() -> gauge("email.batches") == 0);
		}
	}

	@Test
	void aCallerThatDoesNotReadIsNotReadOn() throws Exception {
		try (BatchConnection batch = new BatchConnection(this.port, "", 4096)) {
			List<String> lines = IntStream.range(0, 100_000).mapToObj((i) -> VALID).toList();
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(batch, lines));
			acknowledgeUntilNothingIsSentForASecond();
			assertThat(sending).isNotDone();
			assertThat(this.sent.get()).isGreaterThanOrEqualTo(500).isLessThan(100_000);
			batch.resetWhenClosed();
		}
		await(() -> gauge("email.batches") == 0);
	}

	@Test
	void outstandingSendsStopAStreamAndNoOther() throws Exception {
		try (BatchConnection stuck = new BatchConnection(this.port, "", 0);
				BatchConnection other = new BatchConnection(this.port, "", 0)) {
			stuck.send(IntStream.range(0, 1000).mapToObj((i) -> VALID).toList());
			await(() -> this.sent.get() == 500);
			this.sends.clear();
			other.send(List.of(VALID));
			nextSend().complete(acknowledged(5));
			assertThat(other.line()).contains("\"offset\":5");
			assertThat(this.sent).hasValue(501);
			List.copyOf(this.all).get(0).complete(acknowledged(0));
			assertThat(stuck.line()).contains("\"line\":1");
			await(() -> this.sent.get() == 502);
		}
	}

	@Test
	void oneBatchTooManyIsSentAwayAtOnce() throws Exception {
		try (BatchConnection first = new BatchConnection(this.port, "", 0);
				BatchConnection second = new BatchConnection(this.port, "", 0)) {
			assertThat(first.head()).startsWith("HTTP/1.1 200");
			assertThat(second.head()).startsWith("HTTP/1.1 200");
			try (BatchConnection third = new BatchConnection(this.port, "", 0)) {
				assertThat(third.head()).startsWith("HTTP/1.1 429").contains("Retry-After: ");
			}
			first.end();
			assertThat(first.line()).isNull();
			await(() -> gauge("email.batches") == 1);
			try (BatchConnection next = new BatchConnection(this.port, "", 0)) {
				assertThat(next.head()).startsWith("HTTP/1.1 200");
			}
		}
	}

	private void acknowledgeUntilNothingIsSentForASecond() throws InterruptedException {
		for (CompletableFuture<SendOutcome> send = nextSend(); send != null; send = this.sends.poll(1,
				TimeUnit.SECONDS)) {
			send.complete(acknowledged(1));
		}
	}

	private static void send(BatchConnection batch, List<String> lines) {
		try {
			batch.send(lines);
		}
		catch (IOException ex) {
			// The connection is reset before all is sent: what the test is for.
		}
	}

	private static String line(BatchConnection batch) throws IOException {
		return String.valueOf(batch.line());
	}

	private CompletableFuture<HttpResponse<String>> post(String type, BodyPublisher body) {
		HttpRequest request = request("/api/emails").header("Content-Type", type).POST(body).build();
		return this.http.sendAsync(request, BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	private CompletableFuture<SendOutcome> nextSend() throws InterruptedException {
		CompletableFuture<SendOutcome> send = this.sends.poll(TIMEOUT, TimeUnit.SECONDS);
		assertThat(send).as("a send").isNotNull();
		return send;
	}

	private void assertNothingSent() {
		assertThat(this.sent).as("sends").hasValue(0);
	}

	private static void assertProblem(CompletableFuture<HttpResponse<String>> response, int status, String... parts)
			throws Exception {
		assertThat(status(response)).as(body(response)).isEqualTo(status);
		assertThat(response.join().headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(body(response)).contains("\"status\":" + status);
		for (String part : parts) {
			assertThat(body(response)).contains(part);
		}
	}

	private static int status(CompletableFuture<HttpResponse<String>> response) throws Exception {
		return response.get(TIMEOUT, TimeUnit.SECONDS).statusCode();
	}

	private static String body(CompletableFuture<HttpResponse<String>> response) throws Exception {
		return response.get(TIMEOUT, TimeUnit.SECONDS).body();
	}

	private static SendOutcome acknowledged(long offset) {
		return new SendOutcome.Acknowledged("email.send", 1, offset, 1234);
	}

	private double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

	private static void await(Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT);
		while (!condition.call()) {
			assertThat(System.nanoTime()).as("time until the condition holds").isLessThan(end);
			Thread.sleep(5);
		}
	}

}
