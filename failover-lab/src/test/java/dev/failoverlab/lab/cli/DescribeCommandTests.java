package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.lab.web.UpFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./lab describe} against a web server that answers what a lab would. */
class DescribeCommandTests {

	private static final String WHOLE = """
			Topic: email.send	PartitionCount: 1	ReplicationFactor: 3	Configs: min.insync.replicas=2
				Topic: email.send	Partition: 0	Leader: 1	Replicas: 1,2,3	Isr: 1,2,3	Elr: \tLastKnownElr: \t
			""";

	private final Screen screen = Screen.pipe();

	@TempDir
	private Path home;

	private HttpServer server;

	private String age = "";

	private String downNode = "";

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/actuator/topics/email.send", (exchange) -> {
			if (!this.age.isEmpty()) {
				exchange.getResponseHeaders().set("Age", this.age);
			}
			answer(exchange, WHOLE);
		});
		this.server.createContext("/actuator/brokers", (exchange) -> answer(exchange, "{\"topic\":\"email.send\","
				+ "\"brokers\":[" + broker("1") + "," + broker("2") + "," + broker("3") + "]}"));
		this.server.start();
		Files.createDirectories(this.home.resolve(".lab"));
		new UpFile(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()), "t",
				ProcessHandle.current().pid())
			.write(this.home.resolve(".lab/up.json"));
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void theClustersAnswerIsPrintedAsItCame() {
		assertThat(describe("email.send")).isEqualTo(ExitStatus.PASS);
		assertThat(this.screen.out()).isEqualTo(WHOLE);
		assertThat(this.screen.err()).isEmpty();
	}

	@Test
	void aLastAnswerIsMarkedWithItsAgeAndWhatTheLabKnows() {
		this.age = "34";
		this.downNode = "12";
		assertThat(describe("email.send")).isEqualTo(ExitStatus.INCONCLUSIVE);
		assertThat(this.screen.out()).isEqualTo(WHOLE);
		assertThat(this.screen.err()).isEqualToNormalizingNewlines("""
				lab: the cluster does not answer. This is its last answer, 34.00 s old, and not its present state.
				     The lab itself knows: node 1 is down, node 2 is down, node 3 is running; \
				voters running: 1 of 3, needed: 2.
				""");
	}

	@Test
	void aDeadNodeThatTheClusterStillCountsIsNamed() {
		this.downNode = "1";
		assertThat(describe("email.send")).isEqualTo(ExitStatus.PASS);
		assertThat(this.screen.out()).isEqualTo(WHOLE);
		assertThat(this.screen.err()).startsWith("lab: the lab itself knows: node 1 is down. The cluster has not");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b", "", ".", "..", "email send", "ä" })
	void noTopicCanHaveThatName(String name) {
		assertThat(describe(name)).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).startsWith("lab: There is no topic \"" + name + "\": a topic's name");
		assertThat(this.screen.out()).isEmpty();
	}

	private int describe(String topic) {
		return Lab.commandLine(new LabContext(new LabHome(this.home), this.screen.terminal()), Map.of())
			.execute("describe", topic);
	}

	private String broker(String id) {
		return "{\"id\":" + id + ",\"state\":\"" + (this.downNode.contains(id) ? "down" : "running")
				+ "\",\"pid\":null,\"broker\":\"b\",\"controller\":\"c\",\"active_controller\":null,\"leads\":null}";
	}

	private static void answer(HttpExchange exchange, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
