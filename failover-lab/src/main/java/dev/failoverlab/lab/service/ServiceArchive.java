package dev.failoverlab.lab.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.LogTail;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.service.ServiceProcess.ServiceSpec;
import dev.failoverlab.process.ChildProcess;
import org.apache.kafka.common.utils.Utils;

/**
 * Run by the build: unpacks both services, starts each once beside a node, and archives
 * the classes that it has loaded.
 */
final class ServiceArchive {

	private static final Duration UNPACKED = Duration.ofMinutes(1);

	private static final Duration READY = Duration.ofMinutes(3);

	private final Path directory;

	private ServiceArchive(Path directory) {
		this.directory = directory;
	}

	/**
	 * Creates the archives. If that fails, the build warns and goes on without them.
	 * @param args a directory to work in, which is emptied first
	 * @throws IOException when files cannot be written
	 */
	public static void main(String[] args) throws IOException {
		Path directory = Path.of(args[0]).toAbsolutePath();
		Utils.delete(directory.toFile());
		try {
			new ServiceArchive(directory).make();
		}
		catch (ClusterException | LabException ex) {
			System.err.println("[WARNING] Services will start without an archive of their classes. " + ex.getMessage());
		}
	}

	private void make() throws IOException {
		ClusterSpec spec = ClusterSpec.combined(1, this.directory.resolve("cluster")).withPorts(Ports.AUTO);
		try (KafkaCluster cluster = ProcessBackend.create(spec);
				ServiceProcess producer = start("producer-service", cluster,
						List.of("--producer.topic.partitions=1", "--producer.topic.replication-factor=1",
								"--producer.topic.min-in-sync-replicas=1", "--producer.topic.replicas="));
				ServiceProcess consumer = start("consumer-service", cluster,
						List.of("--consumer.dead-letters.replication-factor=1",
								"--consumer.dead-letters.min-in-sync-replicas=1"))) {
			cluster.start();
			for (ServiceProcess service : List.of(producer, consumer)) {
				service.awaitReady(READY);
				// At a clean end the JVM writes the archive.
				service.stop();
			}
		}
	}

	private ServiceProcess start(String name, KafkaCluster cluster, List<String> arguments) throws IOException {
		UnpackedService service = new UnpackedService(ServiceJar.of(name));
		unpack(service);
		Stream<String> brokers = Stream.of("--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers());
		return ServiceProcess.start(
				new ServiceSpec(name, 0, this.directory, Stream.concat(brokers, arguments.stream()).toList()),
				service.command("-XX:ArchiveClassesAtExit="));
	}

	private void unpack(UnpackedService service) throws IOException {
		Utils.delete(service.folder().toFile());
		Path log = this.directory.resolve("unpack.log");
		ChildProcess child = ChildProcess.start(List.of(ServiceProcess.java(), "-Djarmode=tools", "-jar",
				service.jar().toString(), "extract", "--destination", service.folder().toString()), this.directory,
				Map.of(), log);
		if (!child.waitFor(UNPACKED) || child.exitStatus() != 0) {
			child.kill();
			throw new LabException(service.jar() + " was not unpacked. The end of " + log + ":\n" + LogTail.of(log));
		}
	}

}
