package dev.failoverlab.consumer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service refuses over HTTP, with no Kafka there. */
class GuardTests {

	@Test
	void otherSitesAreRefusedAndErrorsAreProblemDetails(@TempDir Path directory) throws IOException {
		try (ConfigurableApplicationContext service = SpringApplication.run(ConsumerServiceApplication.class,
				"--server.port=0", "--spring.kafka.bootstrap-servers=127.0.0.1:1",
				"--consumer.account.file=" + directory.resolve("account"))) {
			int port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertProblem(port, 403, "GET /api/deliveries HTTP/1.1\r\nHost: rebound.example");
			assertProblem(port, 403, "POST /api/deliveries HTTP/1.1\r\nHost: localhost\r\nOrigin: http://page.example");
			assertProblem(port, 400, "GET /api/deliveries?after=x HTTP/1.1\r\nHost: localhost");
			assertProblem(port, 404, "GET /error HTTP/1.1\r\nHost: localhost");
			assertProblem(port, 405, "TRACE / HTTP/1.1\r\nHost: localhost");
			assertProblem(port, 501, "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: zip");
		}
	}

	private static void assertProblem(int port, int status, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(30).toMillis()));
			socket.getOutputStream()
				.write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 " + status)
				.contains("application/problem+json", "\"status\":" + status);
		}
	}

}
