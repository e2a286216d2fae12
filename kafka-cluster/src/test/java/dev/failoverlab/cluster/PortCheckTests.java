package dev.failoverlab.cluster;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortCheckTests {

	private static final Duration AT_MOST = Duration.ofMillis(200);

	@Test
	void aTakenPortIsReportedWithItsProcess() throws Exception {
		try (ServerSocket socket = listen()) {
			int taken = socket.getLocalPort();
			assertThatExceptionOfType(ClusterException.class)
				.isThrownBy(() -> PortCheck.awaitFree(List.of(FreePorts.any().next(), taken), AT_MOST))
				.withMessageStartingWith(
						"Port " + taken + " is taken by process " + ProcessHandle.current().pid() + " (")
				.withMessageContaining("java");
		}
	}

	@Test
	void aPortThatBecomesFreeInTimeIsAccepted() throws Exception {
		ServerSocket socket = listen();
		int port = socket.getLocalPort();
		CompletableFuture<Void> check = CompletableFuture.runAsync(() -> PortCheck.awaitFree(List.of(port)));
		assertThat(check).isNotDone();
		socket.close();
		assertThat(check).succeedsWithin(Duration.ofSeconds(20));
	}

	@Test
	void onlyTheLocalPortOfASocketCounts() {
		List<String> table = List.of(
				"  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode",
				"   0: 0100007F:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0",
				"   1: 0100007F:8000 0100007F:2384 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 100 0 0 10 0");
		assertThat(PortHolder.socketsIn(table, 9092)).containsExactly("socket:[4711]");
	}

	@Test
	void portsOfOneProcessAreReportedTogether() throws Exception {
		try (ServerSocket one = listen(); ServerSocket two = listen()) {
			assertThatExceptionOfType(ClusterException.class)
				.isThrownBy(() -> PortCheck.awaitFree(List.of(one.getLocalPort(), two.getLocalPort()), AT_MOST))
				.withMessageStartingWith("Ports " + one.getLocalPort() + ", " + two.getLocalPort()
						+ " are taken by process " + ProcessHandle.current().pid() + " (");
		}
	}

	@Test
	void aLongCommandIsShortenedToItsProgramAndMainClass() {
		String classPath = "/somewhere".repeat(50);
		assertThat(PortHolder.shortened("java\0-Xmx1g\0-cp\0" + classPath + "\0kafka.Kafka\0server.properties\0"))
			.isEqualTo("java kafka.Kafka server.properties");
		assertThat(PortHolder.shortened("nc\0-l\0009092\0")).isEqualTo("nc -l 9092");
	}

	private static ServerSocket listen() throws java.io.IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

}
