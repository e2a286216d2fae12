package dev.failoverlab.cluster.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.process.ChildProcess;
import org.apache.kafka.common.Uuid;

/** Starts the JVM of a node: where its files are, and its command line. */
final class NodeLauncher {

	/**
	 * For a quick start of three at once on two cores: one compiler and one collector
	 * thread cost the least, and a small cluster never needs more.
	 */
	private static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true",
			"-Dlog4j2.configurationFile=classpath:kafka-config/log4j2.properties");

	private final Path directory;

	private final NodeSettings settings;

	private final List<Integer> firstVoter;

	private final String clusterId = Uuid.randomUuid().toString();

	private final String initialControllers;

	NodeLauncher(ClusterSpec spec, Map<Integer, NodeAddress> addresses, NodeSettings settings) {
		this.directory = spec.directory().toAbsolutePath();
		this.settings = settings;
		int first = ProcessCluster.firstController(spec).id();
		this.firstVoter = List.of(first);
		this.initialControllers = first + "@" + Objects.requireNonNull(addresses.get(first)).controller() + ":"
				+ Uuid.randomUuid();
	}

	ChildProcess launch(NodeSpec node) {
		Path file = this.directory.resolve("config").resolve("node-" + node.id() + ".properties");
		this.settings.write(node, data(node), file);
		return ChildProcess.start(command(node, file), this.directory, Map.of(), log(node));
	}

	Path log(NodeSpec node) {
		return this.directory.resolve("logs").resolve("node-" + node.id() + ".log");
	}

	private Path data(NodeSpec node) {
		return this.directory.resolve("data").resolve("node-" + node.id());
	}

	private List<String> command(NodeSpec node, Path settingsFile) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_OPTIONS);
		command.addAll(List.of("-cp", KafkaLibs.directory() + "/*" + File.pathSeparator + ownClasses()));
		command.addAll(List.of(NodeMain.class.getName(), settingsFile.toString(), data(node).toString()));
		return Stream.concat(command.stream(), newCluster(node).stream()).toList();
	}

	private List<String> newCluster(NodeSpec node) {
		List<String> common = List.of("--cluster-id", this.clusterId);
		List<String> voters = this.firstVoter.contains(node.id())
				? List.of("--initial-controllers", this.initialControllers) : List.of("--no-initial-controllers");
		return Stream.concat(common.stream(), voters.stream()).toList();
	}

	private static Path ownClasses() {
		try {
			return Path.of(NodeLauncher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
