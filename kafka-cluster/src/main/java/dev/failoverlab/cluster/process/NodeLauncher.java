package dev.failoverlab.cluster.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Jvm;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.process.ChildProcess;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;

/** Starts the JVM of a node: knows its files and its command line. */
final class NodeLauncher {

	/**
	 * For a quick start of three nodes at the same time on two cores: one compiler thread
	 * and one collector thread cost the least, and a small cluster does not need more.
	 */
	private static final List<String> QUICK_START = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	/** As kafka-server-start.sh and kafka-run-class.sh have them. */
	private static final List<String> PRODUCTION = List.of("-Xms1g", "-Xmx1g", "-server", "-XX:+UseG1GC",
			"-XX:MaxGCPauseMillis=20", "-XX:InitiatingHeapOccupancyPercent=35", "-XX:+ExplicitGCInvokesConcurrent");

	/**
	 * The language: Kafka changes the case of names by the user's, and its "classic"
	 * (Group.GroupType) has another i in Turkish.
	 */
	private static final List<String> ALWAYS = List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true",
			"-Duser.language=en");

	private static final String LOGGING = "-Dlog4j2.configurationFile=classpath:kafka-config/log4j2.properties";

	private static final Duration SHELL = Duration.ofSeconds(30);

	private final Path directory;

	private final KafkaLibs libs;

	private final NodeSettings settings;

	/** Ids of nodes that start as initial voters; a wiped node no longer does. */
	private final Set<Integer> firstVoters;

	private final int disks;

	private final Jvm jvm;

	private final String clusterId = Uuid.randomUuid().toString();

	private final String initialControllers;

	NodeLauncher(ClusterSpec spec, Map<Integer, NodeAddress> addresses, KafkaLibs libs) {
		this.directory = spec.directory().toAbsolutePath();
		this.libs = libs;
		this.settings = new NodeSettings(spec, addresses, libs::knows);
		int first = ProcessCluster.firstController(spec).id();
		this.firstVoters = new CopyOnWriteArraySet<>(Set.of(first));
		this.disks = spec.disks();
		this.jvm = spec.jvm();
		this.initialControllers = first + "@" + Objects.requireNonNull(addresses.get(first)).controller() + ":"
				+ Uuid.randomUuid();
	}

	ChildProcess launch(NodeSpec node, Path log) {
		Path file = this.directory.resolve("config").resolve("node-" + node.id() + ".properties");
		this.settings.write(node, data(node), file);
		return ChildProcess.start(command(node, file), this.directory, Map.of(), log);
	}

	/** Whether a controller becomes a voter without being made one. */
	boolean joinByThemselves() {
		return this.libs.knows(NodeSettings.AUTO_JOIN);
	}

	/** Deletes the node's data: at its next start it joins the others. */
	void wipe(NodeSpec node) {
		this.firstVoters.remove(node.id());
		try {
			Utils.delete(data(node).toFile());
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot delete the data of node " + node.id(), ex);
		}
	}

	/** Breaks or repairs a disk: {@code full}, {@code gone} or {@code whole}. */
	void disk(NodeSpec node, int disk, String what) {
		ChildProcess shell = ChildProcess.start(
				List.of("/bin/sh", "-c", Disks.script(), "disk", what, Disks.directory(data(node), disk).toString()),
				this.directory, Map.of(), this.directory.resolve("logs").resolve("disks.log"));
		if (!shell.waitFor(SHELL) || shell.exitStatus() != 0) {
			throw new ClusterException("Disk " + disk + " of node " + node.id() + " cannot be made " + what);
		}
	}

	private Path data(NodeSpec node) {
		return this.directory.resolve("data").resolve("node-" + node.id());
	}

	/** The java command of this JVM, with the options of a node. */
	static List<String> java(Jvm jvm) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll((jvm == Jvm.PRODUCTION) ? PRODUCTION : QUICK_START);
		command.addAll(ALWAYS);
		return command;
	}

	private List<String> command(NodeSpec node, Path settingsFile) {
		List<String> command = java(this.jvm);
		this.libs.archive().ifPresent((archive) -> command.add("-XX:SharedArchiveFile=" + archive));
		command.addAll(List.of(LOGGING, "-cp", this.libs.classPath() + File.pathSeparator + ownClasses()));
		command.addAll(List.of(NodeMain.class.getName(), settingsFile.toString(),
				Disks.metadata(data(node), this.disks).toString()));
		command.addAll(List.of("--cluster-id", this.clusterId));
		command.addAll(this.firstVoters.contains(node.id()) ? List.of("--initial-controllers", this.initialControllers)
				: List.of("--no-initial-controllers"));
		return command;
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
