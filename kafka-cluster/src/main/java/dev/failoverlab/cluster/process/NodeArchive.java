package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Jvm;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.LogTail;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.cluster.PortPlan;
import dev.failoverlab.process.ChildProcess;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;

/**
 * Starts a node once and archives the classes that it has loaded (class data sharing).
 * That halves the time of each later start. Kafka's own image does the same. A JVM that
 * cannot use the archive, for example one of another version, starts without it.
 */
final class NodeArchive {

	private static final Duration FORMATTED = Duration.ofMinutes(3);

	private static final Duration STARTED = Duration.ofMinutes(3);

	private static final Duration ENDED = Duration.ofMinutes(2);

	private static final String IS_STARTED = "Kafka Server started";

	private final KafkaLibs libs;

	private final Path directory;

	private final Path settings;

	private final Path log;

	/**
	 * An archive that is not there yet.
	 * @param directory a directory to work in, which is emptied first
	 */
	NodeArchive(KafkaLibs libs, Path directory) {
		this.libs = libs;
		this.directory = directory;
		this.settings = directory.resolve("node.properties");
		this.log = directory.resolve("node.log");
	}

	/**
	 * Run by the build. If it fails, the build warns and goes on without the archive.
	 * @param args a directory to work in, which is emptied first
	 * @throws IOException when files cannot be written
	 */
	public static void main(String[] args) throws IOException {
		try {
			new NodeArchive(KafkaLibs.own(), Path.of(args[0]).toAbsolutePath()).make();
		}
		catch (ClusterException ex) {
			System.err.println("[WARNING] Nodes will start without an archive of their classes. " + ex.getMessage());
		}
	}

	/**
	 * Creates the archive.
	 * @throws ClusterException when the node does not start or end
	 * @throws IOException when files cannot be written
	 */
	void make() throws IOException {
		Utils.delete(this.directory.toFile());
		Files.createDirectories(this.directory);
		ClusterSpec spec = ClusterSpec.combined(1, this.directory).withPorts(Ports.AUTO);
		NodeSpec node = spec.nodes().get(0);
		Map<Integer, NodeAddress> addresses = PortPlan.of(spec).addresses();
		new NodeSettings(spec, addresses, this.libs::knows).write(node, this.directory.resolve("data"), this.settings);
		String controller = Objects.requireNonNull(addresses.get(node.id())).controller();
		format(node.id() + "@" + controller + ":" + Uuid.randomUuid());
		Path archive = this.directory.resolve("node.jsa");
		run("-XX:ArchiveClassesAtExit=" + archive);
		Utils.atomicMoveWithFallback(archive, this.libs.archiveFile());
	}

	private void format(String initialControllers) {
		ChildProcess child = start("kafka.tools.StorageTool", "format", "--config", this.settings.toString(),
				"--cluster-id", Uuid.randomUuid().toString(), "--initial-controllers", initialControllers);
		awaitEnd(child, FORMATTED);
		if (child.exitStatus() != 0) {
			throw failed("Its storage was not formatted");
		}
	}

	/** A node writes the archive when it is asked to stop, not when it is killed. */
	private void run(String option) throws IOException {
		ChildProcess node = start(option, "kafka.Kafka", this.settings.toString());
		long deadline = System.nanoTime() + STARTED.toNanos();
		while (!Files.readString(this.log).contains(IS_STARTED)) {
			if (node.waitFor(Duration.ofMillis(50)) || System.nanoTime() - deadline > 0) {
				node.kill();
				throw failed("It did not start");
			}
		}
		node.terminate();
		awaitEnd(node, ENDED);
	}

	private ChildProcess start(String... arguments) {
		List<String> command = new ArrayList<>(NodeLauncher.java(Jvm.QUICK_START));
		// Only Kafka's jars: the archive requires that they come first in the class
		// path at each start.
		command.addAll(List.of("-Dlog4j2.configurationFile=" + logging(), "-cp", this.libs.classPath()));
		command.addAll(List.of(arguments));
		return ChildProcess.start(command, this.directory, Map.of(), this.log);
	}

	private void awaitEnd(ChildProcess child, Duration atMost) {
		if (!child.waitFor(atMost)) {
			child.kill();
			throw failed("It did not end within " + atMost.toSeconds() + " s");
		}
	}

	private ClusterException failed(String what) {
		return new ClusterException(what + ". The end of " + this.log + ":\n" + LogTail.of(this.log));
	}

	private static URL logging() {
		return Objects.requireNonNull(NodeArchive.class.getResource("/kafka-config/log4j2.properties"));
	}

}
