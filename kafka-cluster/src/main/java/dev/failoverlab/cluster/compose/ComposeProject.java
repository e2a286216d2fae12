package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.LogTail;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.cluster.PortPlan;
import dev.failoverlab.process.ChildProcess;
import dev.failoverlab.process.LastWill;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of {@code docker-compose.yml} as a separate Compose project of this JVM,
 * independent of others such as a user's {@code docker compose up}. It does not outlive
 * this JVM.
 */
final class ComposeProject implements AutoCloseable {

	/** The first time, Kafka's image has to be downloaded. */
	private static final Duration UP = Duration.ofMinutes(10);

	private static final Duration REMOVAL = Duration.ofSeconds(130);

	private final String name = "failover-lab-" + ProcessHandle.current().pid() + "-"
			+ Integer.toHexString(new Random().nextInt(0x1000, 0x10000));

	private final ClusterSpec spec;

	private final Path directory;

	private final Map<Integer, NodeAddress> addresses;

	private final Map<String, String> environment = new TreeMap<>();

	private volatile @Nullable LastWill will;

	private volatile boolean up;

	ComposeProject(ClusterSpec spec) {
		this.spec = spec;
		this.directory = spec.directory().toAbsolutePath();
		this.addresses = PortPlan.of(spec).addresses();
		this.addresses.forEach((id, address) -> {
			this.environment.put("KAFKA_" + id + "_PORT", "" + address.brokerPort());
			this.environment.put("KAFKA_" + id + "_CONTROLLER_PORT", "" + address.controllerPort());
		});
		this.environment.put("CLUSTER_ID", Uuid.randomUuid().toString());
		this.environment.put("KAFKA_DISKS", "" + spec.disks());
		this.environment.put("KAFKA_OVERRIDES", new NodeSettings(spec, this.addresses).overrides());
	}

	String name() {
		return this.name;
	}

	List<ComposeNode> nodes() {
		NetworkTools tools = new NetworkTools(this.spec.directory(), this.name);
		return this.spec.nodes()
			.stream()
			.map((node) -> new ComposeNode(node, Objects.requireNonNull(this.addresses.get(node.id())),
					this.spec.directory(), tools))
			.toList();
	}

	/** Creates the nodes' containers and starts them. */
	void up(List<String> services) {
		this.will = LastWill.leave(removal(2), log());
		Path overlay = ComposeFiles.write("lab.yml", this.directory.resolve("config"));
		List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", this.name, "--file",
				ComposeFiles.main().toString(), "--file", overlay.toString(), "up", "--detach", "--no-build"));
		command.addAll(services);
		ChildProcess up = ChildProcess.start(command, this.directory, this.environment, log());
		if (!up.waitFor(UP)) {
			up.kill();
			if (Thread.currentThread().isInterrupted()) {
				throw new ClusterException("Interrupted while the containers were starting");
			}
			throw new ClusterException("The containers were not running after " + UP.toSeconds() + " s. " + endOfLog());
		}
		if (up.exitStatus() != 0) {
			throw new ClusterException("Docker could not start the containers. " + endOfLog());
		}
		this.up = true;
	}

	/** Removes containers, volumes and the network, and waits until they are gone. */
	@Override
	public synchronized void close() {
		LastWill withdrawn = this.will;
		if (withdrawn == null) {
			return;
		}
		ChildProcess removing = ChildProcess.start(removal(this.up ? 1 : 2), this.directory, Map.of(), log());
		if (!removing.waitFor(REMOVAL) || removing.exitStatus() != 0) {
			throw new ClusterException("The containers of " + this.name + " could not be removed. " + endOfLog());
		}
		withdrawn.close();
		this.will = null;
	}

	/** The command is done when nothing was left that many times in a row. */
	private List<String> removal(int times) {
		return List.of("/bin/sh", "-c", ComposeFiles.read("remove-project.sh"), "remove-project", this.name,
				"" + times);
	}

	private Path log() {
		return this.directory.resolve("logs").resolve("compose.log");
	}

	private String endOfLog() {
		return "The end of " + log() + ":\n" + LogTail.of(log());
	}

}
