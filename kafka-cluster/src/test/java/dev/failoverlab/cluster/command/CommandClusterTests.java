package dev.failoverlab.cluster.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A port stands for a broker; what its commands ask for is done by the test. */
@Timeout(120)
class CommandClusterTests {

	@TempDir
	private Path directory;

	private volatile ServerSocket broker = listen(0);

	private final int port = this.broker.getLocalPort();

	private final Map<NodeCommand, String> commands = new HashMap<>();

	private final Thread hands = new Thread(this::work);

	@BeforeEach
	void start() {
		this.hands.start();
	}

	private void work() {
		try {
			while (true) {
				if (Files.deleteIfExists(this.directory.resolve("down"))) {
					this.broker.close();
				}
				if (Files.deleteIfExists(this.directory.resolve("up"))) {
					this.broker = listen(this.port);
				}
				Thread.sleep(10);
			}
		}
		catch (InterruptedException | IOException ex) {
			// The test is over.
		}
	}

	@AfterEach
	void end() throws Exception {
		this.hands.interrupt();
		this.hands.join();
		this.broker.close();
	}

	@Test
	void aKillIsInForceOnceThePortTakesNoConnection() {
		this.commands.put(NodeCommand.KILL, touch("down"));
		this.commands.put(NodeCommand.START, touch("up"));
		try (KafkaCluster cluster = cluster()) {
			Node node = cluster.node(7);
			assertThat(node.kill()).extracting(Node.Effect::state, Node.Effect::changed)
				.containsExactly(State.DOWN, true);
			assertThat(this.broker.isClosed()).isTrue();
			assertThat(node.start().state()).isEqualTo(State.RUNNING);
			assertThat(this.broker.isClosed()).isFalse();
		}
	}

	@Test
	void aNodeThatIsOnlyAControllerIsBrokenAlike() {
		this.commands.put(NodeCommand.KILL, touch("down"));
		this.commands.put(NodeCommand.START, touch("up"));
		String address = "127.0.0.1:" + this.port;
		try (KafkaCluster cluster = cluster(new GivenNode(8, Role.CONTROLLER, address, this.commands))) {
			Node node = cluster.node(8);
			assertThat(node.brokerAddress()).isEmpty();
			assertThat(node.controllerAddress()).isEqualTo(address);
			assertThat(cluster.bootstrapServers()).isEqualTo(address);
			assertThat(node.kill().state()).isEqualTo(State.DOWN);
			assertThat(this.broker.isClosed()).isTrue();
			assertThat(node.start().state()).isEqualTo(State.RUNNING);
		}
	}

	@Test
	void theEndBringsBackWhatTheLabTookDown() {
		this.commands.put(NodeCommand.STOP, touch("down"));
		this.commands.put(NodeCommand.START, touch("up"));
		try (KafkaCluster cluster = cluster()) {
			cluster.node(7).stop();
		}
		assertThat(this.broker.isClosed()).isFalse();
	}

	@Test
	void theEndLeavesAloneWhatOthersTookDown() throws IOException {
		this.commands.put(NodeCommand.START, touch("up") + " " + this.directory.resolve("started"));
		try (KafkaCluster cluster = cluster()) {
			assertThat(cluster.node(7).state()).isEqualTo(State.RUNNING);
			this.broker.close();
		}
		assertThat(this.directory.resolve("started")).doesNotExist();
	}

	@Test
	void whatHasNoCommandIsRefusedByName() {
		try (KafkaCluster cluster = cluster()) {
			Node node = cluster.node(7);
			assertThat(node.can(NodeCommand.PAUSE)).isFalse();
			assertThatExceptionOfType(ClusterException.class).isThrownBy(node::pause)
				.withMessageContaining("Node 7 has no command \"pause\"");
			assertThatExceptionOfType(ClusterException.class).isThrownBy(node::kill)
				.withMessageContaining("Node 7 has no command \"kill\"");
		}
	}

	@Test
	void aCommandThatFailsTellsItsOutput() {
		this.commands.put(NodeCommand.KILL, "echo no such host >&2; exit 3");
		this.commands.put(NodeCommand.START, "true");
		try (KafkaCluster cluster = cluster()) {
			assertThatExceptionOfType(ClusterException.class).isThrownBy(cluster.node(7)::kill)
				.withMessageContaining("The command to kill node 7 failed with exit status 3")
				.withMessageContaining("no such host");
		}
	}

	@Test
	void aCommandThatTakesTooLongIsEndedWithWhatItStarted() {
		Path log = this.directory.resolve("slow.log");
		String sleep = "sleep " + (600 + ProcessHandle.current().pid());
		ShellCommand slow = new ShellCommand("stop node 7", "echo waiting; " + sleep + "; true", log);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> slow.run(Duration.ofSeconds(1)))
			.withMessageContaining("The command to stop node 7 took longer than 1.0 s and was ended")
			.withMessageContaining("waiting");
		assertThat(Deadline.in(Duration.ofSeconds(20)).until(() -> running(sleep), (count) -> count == 0)).isZero();
	}

	/** A child whose parent was killed is no descendant of this JVM any more. */
	private static long running(String command) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").endsWith(command))
			.count();
	}

	@Test
	void aStartSaysWhichNodesCannotBeReached() throws IOException {
		this.broker.close();
		try (KafkaCluster cluster = cluster()) {
			assertThatExceptionOfType(ClusterException.class).isThrownBy(cluster::start)
				.withMessageContaining("No connection from here to node 7 at 127.0.0.1:" + this.port);
		}
	}

	@Test
	void passwordsAreNotPrinted() {
		ClientSettings client = new ClientSettings("b1:9092",
				Map.of("sasl.jaas.config", "password=secret", "security.protocol", "SASL_SSL"));
		assertThat(client).hasToString("b1:9092 with sasl.jaas.config, security.protocol");
		assertThat(client.with(Map.of("acks", "1"))).containsEntry("sasl.jaas.config", "password=secret")
			.containsEntry("bootstrap.servers", "b1:9092")
			.containsEntry("acks", "1");
	}

	private KafkaCluster cluster() {
		return cluster(new GivenNode(7, "", this.commands));
	}

	private KafkaCluster cluster(GivenNode node) {
		String address = "127.0.0.1:" + this.port;
		FoundCluster found = new FoundCluster(ClientSettings.of(address), "id", new TreeMap<>(Map.of(7, address)),
				new TreeSet<>(List.of(7)), new TreeSet<>());
		return CommandBackend.join(found, List.of(node), this.directory, (progress) -> {
		});
	}

	private String touch(String name) {
		return "touch " + this.directory.resolve(name);
	}

	private static ServerSocket listen(int port) {
		try {
			return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
