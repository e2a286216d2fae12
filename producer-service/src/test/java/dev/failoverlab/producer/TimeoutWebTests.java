package dev.failoverlab.producer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.failoverlab.producer.batch.BatchConnection;
import dev.failoverlab.producer.send.RecordSender;
import dev.failoverlab.producer.send.SendOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/** How long callers may pause. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.kafka.bootstrap-servers=127.0.0.1:1", "server.tomcat.connection-timeout=8s",
				"kafka-actuator.web.body-timeout=1s" })
class TimeoutWebTests {

	private static final String VALID = """
			{"id":"e-1","from":"ann@example.org","to":"bob@example.org","subject":"Hello","body":"text"}""";

	@MockitoBean
	private RecordSender sender;

	@Autowired
	private MeterRegistry meters;

	@Value("${local.server.port}")
	private int port;

	@BeforeEach
	void acknowledgeAtOnce() {
		given(this.sender.send(any(), any()))
			.willReturn(CompletableFuture.completedFuture(new SendOutcome.Acknowledged("email.send", 1, 17L, 1234)));
	}

	@Test
	void aBatchMayPauseForLongerThanAnotherBodyButNotForEver() throws Exception {
		try (BatchConnection batch = new BatchConnection(this.port, "", 0)) {
			batch.send(List.of(VALID));
			assertThat(batch.line()).contains("\"line\":1");
			Thread.sleep(Duration.ofSeconds(3).toMillis());
			batch.send(List.of(VALID));
			assertThat(batch.line()).contains("\"line\":2");
			assertThatExceptionOfType(IOException.class).isThrownBy(batch::line);
		}
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (this.meters.get("email.batches").gauge().value() != 0) {
			assertThat(System.nanoTime()).as("time until the batch is gone").isLessThan(end);
			Thread.sleep(5);
		}
	}

	@Test
	void aBodyThatStopsComingIsGivenUpSoonerThanABatch() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(60).toMillis()));
			socket.getOutputStream()
				.write("POST /api/emails HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
					.getBytes(StandardCharsets.US_ASCII));
			long begin = System.nanoTime();
			try (InputStream in = socket.getInputStream()) {
				assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).doesNotContain(" 201 ");
			}
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
		}
	}

}
