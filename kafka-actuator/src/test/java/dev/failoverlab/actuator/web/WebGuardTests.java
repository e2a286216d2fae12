package dev.failoverlab.actuator.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that is guarded, byte by byte. */
class WebGuardTests {

	private static final String LONG = "very-long-".repeat(50);

	private static ConfigurableApplicationContext application;

	private static int port;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties("server.port=0", "kafka-actuator.web.enabled=true", "kafka-actuator.web.hosts=mail.internal",
					"kafka-actuator.web.streams=/stream", "kafka-actuator.web.max-body=100KB",
					"kafka-actuator.web.body-timeout=2s", "kafka-actuator.web.upload-memory=4MB",
					"server.tomcat.threads.max=5", "management.endpoints.web.exposure.include=*",
					"spring.main.banner-mode=off")
			.run();
		port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterAll
	static void stop() {
		long begin = System.nanoTime();
		application.close();
		// Bodies whose senders have gone are no longer waited for.
		assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GET /error HTTP/1.1~Host: localhost~~                                              | 404
					GET /error HTTP/1.1~Host: localhost~Accept: text/html~~                            | 404
					GET /nothing HTTP/1.1~Host: localhost~~                                            | 404
					GET /nothing HTTP/1.1~Host: localhost~Accept: text/html~~                          | 404
					GET /actuator/metrics/nothing HTTP/1.1~Host: localhost~~                           | 404
					GET /actuator/health/nothing HTTP/1.1~Host: localhost~~                            | 404
					TRACE / HTTP/1.1~Host: localhost~~                                                 | 405
					DELETE /echo HTTP/1.1~Host: localhost~~                                            | 405
					GET /number?n=x HTTP/1.1~Host: localhost~~                                         | 400
					GET /number HTTP/1.1~Host: localhost~~                                             | 400
					GET /refused HTTP/1.1~Host: localhost~~                                            | 409
					GET /broken HTTP/1.1~Host: localhost~~                                             | 500
					GET /late HTTP/1.1~Host: localhost~~                                               | 500
					GET / HTTP/1.1~~                                                                   | 400
					GET / HTTP/1.1~Host: a~Host: b~~                                                   | 400
					GET / HTTP/9.9~Host: localhost~~                                                   | 505
					GET /<> HTTP/1.1~Host: localhost~~                                                 | 400
					NONSENSE~~                                                                         | 400
					GET / HTTP/1.1~Host: localhost~Expect: miracles~~                                  | 417
					POST /echo HTTP/1.1~Host: localhost~Transfer-Encoding: zip~~                       | 501
					POST /echo HTTP/1.1~Host: localhost~Content-Length: x~~                            | 400
					POST /echo HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~~xyz~               | 400
					POST /echo HTTP/1.1~Host: localhost~Content-Length: 2~Content-Type: a/b~~{}        | 415
					POST /echo HTTP/1.1~Host: localhost~Content-Length: 2~Content-Encoding: gzip~~{}   | 415
					POST /echo HTTP/1.1~Host: localhost~Content-Length: 2~Content-Type: application/json;charset=utf-16~~{} | 415
					POST /echo HTTP/1.1~Host: localhost~Content-Length: 2~Content-Type: application/json;charset=none~~{} | 415
					POST /echo HTTP/1.1~Host: localhost~Content-Length: 99~~{                          | 408
					POST /echo HTTP/1.1~Host: localhost~Content-Length: 999999999999~~{                | 408
					""")
	void everyErrorIsAProblemDetail(String request, int status) throws IOException {
		assertProblem(request.replace("~", "\r\n"), status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /LONG HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"GET /number?n=LONG HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /number HTTP/1.1\r\nHost: LONG\r\n\r\n",
			"LONG / HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"GET /actuator/metrics/LONG HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"GET /actuator/metrics/jvm.info?tag=LONG HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"GET /LONG%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
			"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: a/LONG\r\nContent-Length: 2\r\n\r\n{}",
			"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: LONG\r\nContent-Length: 2\r\n\r\n{}",
			"GET /number?n=1 HTTP/1.1\r\nHost: localhost\r\nAccept: LONG\r\n\r\n",
			"GET /number?n=1 HTTP/1.1\r\nHost: localhost\r\nOrigin: http://LONG\r\n\r\n",
			"POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nLONG\r\n" })
	void noErrorRepeatsWhatItWasSentOrNamesALibrary(String request) throws IOException {
		String response = exchange(request.replace("LONG", LONG));
		assertThat(response).containsPattern("^HTTP/1.1 4\\d\\d").contains("application/problem+json");
		assertThat(response).doesNotContain(LONG.substring(0, 100), "Exception", "springframework", "java.", "tomcat");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:1234", "lab.localhost", "127.0.0.1", "127.0.0.1:80", "[::1]:8080",
			"192.168.1.7:8081", "mail.internal", "mail.internal:9" })
	void knownHostsPassWhateverThePort(String host) throws IOException {
		assertThat(exchange("GET /number?n=1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 200");
		assertThat(post("Host: " + host + "\r\nOrigin: http://" + host)).startsWith("HTTP/1.1 200");
		assertThat(post("Host: " + host + "\r\nOrigin: https://" + host)).startsWith("HTTP/1.1 200");
	}

	@Test
	void withoutAHostOnlyAnOldClientAsksAndNoBrowser() throws IOException {
		assertThat(exchange("GET /number?n=1 HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rebound.example", "localhost.example", "127.0.0.1.example", "internal", "1.2.3",
			"xlocalhost", "localhost.", "mail.internal.example:80" })
	void unknownHostsAreRefused(String host) throws IOException {
		assertProblem("GET /number?n=1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Origin: http://rebound.example", "Origin: null", "Origin: http://localhost:1", "Origin: ",
			"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
			"Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate" })
	void pagesOfOtherSitesCannotPost(String header) throws IOException {
		assertThat(post("Host: localhost\r\n" + header)).startsWith("HTTP/1.1 403")
			.contains("application/problem+json");
	}

	@Test
	void aLinkFromAnotherSiteCanBeFollowedAndNothingElseBeFetched() throws IOException {
		String get = "GET /number?n=1 HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n";
		assertThat(exchange(get + "Sec-Fetch-Mode: navigate\r\n\r\n")).startsWith("HTTP/1.1 200");
		assertProblem(get + "Sec-Fetch-Mode: no-cors\r\n\r\n", 403);
		assertThat(exchange(get.replace("cross-site", "same-origin") + "\r\n")).startsWith("HTTP/1.1 200");
	}

	@Test
	void aBodyComesInPiecesAndTheConnectionIsKept() throws Exception {
		try (RawHttp http = new RawHttp(port)) {
			http.send(
					"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 6\r\n\r\n\"a");
			Thread.sleep(50);
			http.send("bcd\"");
			assertThat(http.response()).startsWith("HTTP/1.1 200").endsWith("\"abcd\"");
			http.send(
					"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\"ab\r\n1\r\n\"\r\n0\r\n\r\n");
			assertThat(http.response()).startsWith("HTTP/1.1 200").endsWith("\"ab\"");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 102401, 300_000 })
	void aBodyThatIsTooLargeIsReadToTheEndAndRefused(int length) throws IOException {
		String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
		String announced = "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length);
		String chunk = "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(300_000) + "\r\n"
				+ "x".repeat(300_000) + "\r\n0\r\n\r\n";
		assertProblem(head + ((length > 0) ? announced : chunk), 413);
	}

	/** Of five threads. */
	@ParameterizedTest
	@ValueSource(strings = { "/echo", "/nothing", "/actuator/health", "/stream", "/number" })
	void bodiesThatDoNotComeHoldUpNobody(String path) throws IOException {
		List<RawHttp> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 100; i++) {
				slow.add(new RawHttp(port).send("POST " + path
						+ " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n{"));
			}
			long begin = System.nanoTime();
			assertThat(post("Host: localhost")).startsWith("HTTP/1.1 200");
			assertThat(exchange("GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n")).contains("UP");
			assertThat(System.nanoTime() - begin).isLessThan(1_500_000_000L);
		}
		finally {
			for (RawHttp each : slow) {
				each.close();
			}
		}
	}

	@Test
	void aByteNowAndThenDoesNotMoveTheDeadline() throws Exception {
		try (RawHttp http = new RawHttp(port)) {
			http.send(
					"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
			Thread trickle = new Thread(() -> {
				try {
					while (true) {
						Thread.sleep(200);
						http.send("x");
					}
				}
				catch (IOException | InterruptedException ex) {
					// The connection is closed: what the test waits for.
				}
			});
			long begin = System.nanoTime();
			trickle.start();
			assertThat(http.response()).startsWith("HTTP/1.1 408").contains("application/problem+json");
			assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
			trickle.interrupt();
		}
	}

	@Test
	void moreBodiesThanMemoryAreSentAwayAndSmallOnesPass() throws IOException {
		List<RawHttp> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 60; i++) {
				slow.add(new RawHttp(port).send(
						"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
								+ "x".repeat(99_999)));
			}
			assertThat(post("Host: localhost")).startsWith("HTTP/1.1 200");
			// On a busy machine the first bodies are too late before the last one is
			// sent.
			List<String> responses = new ArrayList<>();
			for (RawHttp each : slow) {
				responses.add(each.response());
			}
			assertThat(responses)
				.anySatisfy((response) -> assertThat(response).startsWith("HTTP/1.1 503").contains("Retry-After"));
		}
		finally {
			for (RawHttp each : slow) {
				each.close();
			}
		}
	}

	@Test
	void aStreamThatIsRefusedEndsItsConnection() throws IOException {
		try (RawHttp http = new RawHttp(port)) {
			http.send("POST /stream HTTP/1.1\r\nHost: rebound.example\r\nTransfer-Encoding: chunked\r\n\r\n");
			assertThat(http.response()).startsWith("HTTP/1.1 403").contains("Connection: close");
			assertThat(http.isClosed()).isTrue();
		}
	}

	private static String post(String headers) throws IOException {
		return exchange("POST /echo HTTP/1.1\r\n" + headers
				+ "\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n\"ab\"");
	}

	private static void assertProblem(String request, int status) throws IOException {
		String response = exchange(request);
		assertThat(response).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
		assertThat(response.substring(response.indexOf("\r\n\r\n")))
			.contains("\"title\":\"" + HttpStatus.valueOf(status).getReasonPhrase() + "\"", "\"status\":" + status)
			.doesNotContain("secret", "Exception", "instance");
	}

	private static String exchange(String request) throws IOException {
		try (RawHttp http = new RawHttp(port)) {
			return http.send(request).response();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
	static class Application {

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@RestController
	static class Controller {

		@PostMapping(path = { "/echo", "/stream" }, consumes = MediaType.APPLICATION_JSON_VALUE)
		String echo(@RequestBody byte[] body) {
			return new String(body, StandardCharsets.UTF_8);
		}

		@GetMapping("/number")
		String number(@RequestParam int n) {
			return String.valueOf(n);
		}

		@GetMapping("/refused")
		void refuse() {
			throw new ErrorResponseException(HttpStatus.CONFLICT);
		}

		@GetMapping("/broken")
		void broken() {
			throw new IllegalStateException("secret");
		}

		@GetMapping("/late")
		CompletableFuture<String> late() {
			return CompletableFuture.failedFuture(new IllegalStateException("secret"));
		}

	}

}
