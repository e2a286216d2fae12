package dev.failoverlab.cluster.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WatchedClusterTests {

	private static final ClusterSpec SPEC = ClusterSpec.combined(1, Path.of("unused"));

	private final ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private WatchedCluster cluster;

	WatchedClusterTests() throws IOException {
		WatchedNode node = new WatchedNode(SPEC.nodes().get(0),
				new NodeAddress("127.0.0.1", this.broker.getLocalPort(), 1));
		this.cluster = new WatchedCluster(SPEC, List.of(node), (progress) -> {
		});
	}

	@BeforeEach
	void isThere() {
		assertThat(node().state()).isEqualTo(State.RUNNING);
	}

	@AfterEach
	void close() throws IOException {
		this.cluster.close();
		this.broker.close();
	}

	@Test
	void aNodeIsDownWhileNothingTakesConnections() throws IOException {
		int port = this.broker.getLocalPort();
		this.broker.close();
		await(State.DOWN);
		try (ServerSocket back = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
			assertThat(back.isBound()).isTrue();
			await(State.RUNNING);
		}
	}

	@Test
	void aCommandSaysWhatToType() throws IOException {
		assertRefused(node()::kill, "docker compose kill 127.0.0.1");
		assertRefused(node()::stop, "docker compose stop 127.0.0.1");
		assertRefused(node()::pause, "docker compose pause 127.0.0.1");
		this.broker.close();
		await(State.DOWN);
		assertRefused(node()::start, "docker compose start 127.0.0.1");
	}

	@Test
	void itsEndLeavesTheNodesAlone() {
		this.cluster.close();
		assertThat(node().state()).isEqualTo(State.RUNNING);
	}

	private static void assertRefused(Runnable command, String instead) {
		assertThatExceptionOfType(ClusterException.class).isThrownBy(command::run).withMessageContaining(instead);
	}

	private void await(State state) {
		assertThat(Deadline.in(Duration.ofSeconds(20)).until(() -> node().state(), state::equals)).isEqualTo(state);
	}

	private Node node() {
		return this.cluster.node(1);
	}

}
