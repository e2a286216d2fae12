package dev.failoverlab.lab.run;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.command.FoundCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import org.apache.kafka.common.Uuid;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three brokers that no code of the lab starts: shell scripts do. They are controllers,
 * too, or there are nodes that are only controllers. All survive their parent, so the
 * test that makes them ends them.
 */
final class HandMadeCluster implements AutoCloseable {

	private static final int BROKERS = 3;

	private static final Duration STARTING = Duration.ofMinutes(5);

	private final Path folder;

	/** How many nodes are only controllers; their ids come after those of the brokers. */
	private final int controllers;

	private final List<Integer> ports;

	private final String listener;

	private final Map<String, String> client;

	/**
	 * Writes the files of the nodes.
	 * @param controllers how many nodes are only controllers; if none, the brokers are
	 * @param listener the security protocol of the brokers' listener
	 * @param more lines for each node's properties
	 * @param client settings with which clients reach them
	 */
	HandMadeCluster(Path folder, int controllers, String listener, String more, Map<String, String> client)
			throws IOException {
		this.folder = folder;
		this.controllers = controllers;
		this.ports = freePorts(2 * nodes());
		this.listener = listener;
		this.client = client;
		String cluster = Uuid.randomUuid().toString();
		for (int node = 1; node <= nodes(); node++) {
			Files.writeString(folder.resolve("node-" + node + ".properties"), properties(node) + more);
			Files.writeString(folder.resolve("start-" + node + ".sh"), script(node, cluster));
		}
	}

	/** Three brokers that are controllers, too, without TLS and SASL. */
	HandMadeCluster(Path folder) throws IOException {
		this(folder, 0, "PLAINTEXT", "", Map.of());
	}

	private int nodes() {
		return BROKERS + this.controllers;
	}

	private boolean isBroker(int node) {
		return node <= BROKERS;
	}

	private boolean isController(int node) {
		return this.controllers == 0 || !isBroker(node);
	}

	/** The nodes start as children of guards: {@code ./lab guard -- COMMAND}. */
	void underGuards() throws IOException {
		String guard = "setsid nohup \"%s\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfailoverlab.home=\"%s\" -cp \"%s\" dev.failoverlab.lab.cli.Lab guard -- "
			.formatted(java(), this.folder, System.getProperty("java.class.path"));
		for (int node = 1; node <= nodes(); node++) {
			Files.writeString(script(node), Files.readString(script(node)).replace("setsid nohup ", guard));
		}
	}

	/** SIGKILL for the broker alone. */
	void killUnderItsGuard(int node) {
		assertThat(process(node).flatMap((guard) -> guard.children().findFirst()).map(ProcessHandle::destroyForcibly))
			.contains(true);
	}

	String log(int node) {
		try {
			return Files.readString(this.folder.resolve("node-" + node + ".log"));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private String properties(int node) {
		String voters = IntStream.rangeClosed(1, nodes())
			.filter(this::isController)
			.mapToObj((id) -> id + "@127.0.0.1:" + controllerPort(id))
			.collect(Collectors.joining(","));
		List<String> roles = new ArrayList<>();
		List<String> listeners = new ArrayList<>();
		if (isBroker(node)) {
			roles.add("broker");
			listeners.add(this.listener + "://127.0.0.1:" + brokerPort(node));
		}
		if (isController(node)) {
			roles.add("controller");
			listeners.add("CONTROLLER://127.0.0.1:" + controllerPort(node));
		}
		return """
				process.roles=%s
				node.id=%d
				controller.quorum.voters=%s
				controller.listener.names=CONTROLLER
				%s
				listeners=%s
				listener.security.protocol.map=%s,CONTROLLER:PLAINTEXT
				log.dirs=%s
				offsets.topic.num.partitions=3
				offsets.topic.replication.factor=3
				transaction.state.log.replication.factor=3
				group.initial.rebalance.delay.ms=0
				broker.session.timeout.ms=3000
				broker.heartbeat.interval.ms=500
				""".formatted(String.join(",", roles), node, voters,
				isBroker(node) ? "inter.broker.listener.name=" + this.listener : "", String.join(",", listeners),
				this.listener + ":" + this.listener, this.folder.resolve("data-" + node));
	}

	private String script(int node, String cluster) {
		String kafka = System.getProperty("failoverlab.kafka.libs");
		return """
				cd "%s"
				setsid nohup "%s" -Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
					-Dlog4j2.configurationFile=classpath:kafka-config/log4j2.properties -cp "%s/*:%s" \\
					dev.failoverlab.cluster.process.NodeMain node-%d.properties data-%5$d --cluster-id %s \\
					>>node-%5$d.log 2>&1 </dev/null &
				echo $! >pid-%5$d
				""".formatted(this.folder, java(), kafka, classes(), node, cluster);
	}

	private static Path java() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

	private static Path classes() {
		try {
			return Path.of(ProcessBackend.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Starts the nodes and waits until all brokers are registered. */
	void start() throws IOException, InterruptedException {
		for (int node = 1; node <= nodes(); node++) {
			assertThat(new ProcessBuilder("sh", script(node).toString()).redirectOutput(new File("/dev/null"))
				.redirectErrorStream(true)
				.start()
				.waitFor()).isZero();
		}
		assertThat(Deadline.in(STARTING).until(this::brokers, (count) -> count == BROKERS)).isEqualTo(BROKERS);
	}

	private int brokers() {
		try {
			return FoundCluster.ask(client()).brokers().size();
		}
		catch (ClusterException ex) {
			return 0;
		}
	}

	ClientSettings client() {
		return new ClientSettings("127.0.0.1:" + brokerPort(1) + ",127.0.0.1:" + brokerPort(2), this.client);
	}

	/** A file for {@code --cluster}. */
	Path file(String topic) throws IOException {
		return file(topic, "");
	}

	/** The same with more lines. */
	Path file(String topic, String more) throws IOException {
		StringBuilder yaml = new StringBuilder("bootstrap: " + client().bootstrapServers() + "\n" + more);
		if (!this.client.isEmpty()) {
			yaml.append("client:\n");
			this.client.forEach((name, value) -> yaml.append("  %s: '%s'%n".formatted(name, value)));
		}
		yaml.append(topic.isEmpty() ? "" : "topic: { name: " + topic + " }\n").append("nodes:\n");
		for (int node = 1; node <= nodes(); node++) {
			String pid = "$(cat " + this.folder.resolve("pid-" + node) + ")";
			String id = isBroker(node) ? "" + node : node + ", controller: '127.0.0.1:" + controllerPort(node) + "'";
			yaml.append(
					"  - { id: %s, kill: 'kill -9 %s', start: 'sh %s', pause: 'kill -STOP %2$s', resume: 'kill -CONT %2$s' }%n"
						.formatted(id, pid, script(node)));
		}
		return Files.writeString(this.folder.resolve("own.yaml"), yaml);
	}

	/** How many of the nodes' processes run: one that has ended has no program. */
	long running() {
		return IntStream.rangeClosed(1, nodes())
			.mapToObj(this::process)
			.filter((process) -> process.filter(ProcessHandle::isAlive)
				.flatMap((alive) -> alive.info().command())
				.isPresent())
			.count();
	}

	private Optional<ProcessHandle> process(int node) {
		try {
			return ProcessHandle.of(Long.parseLong(Files.readString(this.folder.resolve("pid-" + node)).strip()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	@Override
	public void close() {
		for (int node = 1; node <= nodes(); node++) {
			process(node).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	private Path script(int node) {
		return this.folder.resolve("start-" + node + ".sh");
	}

	private int brokerPort(int node) {
		return this.ports.get(node - 1);
	}

	private int controllerPort(int node) {
		return this.ports.get(nodes() + node - 1);
	}

	private static List<Integer> freePorts(int count) {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
			}
			List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
			for (ServerSocket socket : sockets) {
				socket.close();
			}
			return ports;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
