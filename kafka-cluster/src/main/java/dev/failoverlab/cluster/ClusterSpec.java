package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The layout of a cluster, and where it keeps its files.
 *
 * @param nodes the nodes, with ids from 1
 * @param directory where data, logs and generated settings are written; created if it
 * does not exist
 * @param ports how ports are chosen
 * @param overrides Kafka settings for every node, over those of {@code kafka-config}
 * @param disks log directories of each node, 1 or more; with more than one, the metadata
 * log gets a separate directory, because a node that loses it halts
 * @param fastFailover whether the active controller is told at once of a node that died
 * @param jvm what the JVMs of nodes that are processes are made for
 * @param kafka the Kafka version of nodes that are processes, for example {@code 3.9.2};
 * null for the one whose jars are here
 */
public record ClusterSpec(List<NodeSpec> nodes, Path directory, Ports ports, Map<String, String> overrides, int disks,
		boolean fastFailover, Jvm jvm, @Nullable String kafka) {

	public ClusterSpec {
		if (disks < 1) {
			throw new IllegalArgumentException("A node needs 1 disk or more, not " + disks + ".");
		}
		if (kafka != null) {
			KafkaVersion.checked(kafka);
		}
		nodes = List.copyOf(nodes);
		overrides = Map.copyOf(overrides);
	}

	/**
	 * A layout with one log directory a node.
	 * @param nodes the nodes, with ids from 1
	 * @param directory where data, logs and generated settings go
	 * @param ports how ports are chosen
	 * @param overrides Kafka settings for every node
	 */
	public ClusterSpec(List<NodeSpec> nodes, Path directory, Ports ports, Map<String, String> overrides) {
		this(nodes, directory, ports, overrides, 1, false, Jvm.QUICK_START, null);
	}

	/**
	 * Three nodes, each a broker and a controller.
	 * @param directory where data, logs and generated settings go
	 * @return the layout of {@code kafka-config}, on its fixed ports
	 */
	public static ClusterSpec threeCombined(Path directory) {
		return combined(3, directory);
	}

	/**
	 * Nodes that are each a broker and a controller.
	 * @param count how many
	 * @param directory where data, logs and generated settings go
	 * @return the layout, on fixed ports
	 */
	public static ClusterSpec combined(int count, Path directory) {
		List<NodeSpec> nodes = IntStream.rangeClosed(1, count)
			.mapToObj((id) -> new NodeSpec(id, Set.of(Role.BROKER, Role.CONTROLLER)))
			.toList();
		return new ClusterSpec(nodes, directory, Ports.FIXED, Map.of());
	}

	/** The same with its files in another folder. */
	public ClusterSpec withDirectory(Path directory) {
		return new ClusterSpec(this.nodes, directory, this.ports, this.overrides, this.disks, this.fastFailover,
				this.jvm, this.kafka);
	}

	/**
	 * The same with other ports.
	 * @param ports how ports are chosen
	 * @return a new layout
	 */
	public ClusterSpec withPorts(Ports ports) {
		return new ClusterSpec(this.nodes, this.directory, ports, this.overrides, this.disks, this.fastFailover,
				this.jvm, this.kafka);
	}

	/**
	 * The same with other Kafka settings for every node.
	 * @param overrides settings over those of {@code kafka-config}; in a value
	 * {@code {node}} stands for the id of the node
	 * @return a new layout
	 */
	public ClusterSpec withOverrides(Map<String, String> overrides) {
		return new ClusterSpec(this.nodes, this.directory, this.ports, overrides, this.disks, this.fastFailover,
				this.jvm, this.kafka);
	}

	/**
	 * The same with other log directories: {@code disk-1}, {@code disk-2}, … in each
	 * node's data.
	 * @param disks log directories of each node, 1 or more
	 * @return a new layout
	 */
	public ClusterSpec withDisks(int disks) {
		return new ClusterSpec(this.nodes, this.directory, this.ports, this.overrides, disks, this.fastFailover,
				this.jvm, this.kafka);
	}

	/**
	 * The same with a {@link FailoverGuard} beside the nodes, and with the settings of
	 * {@link FastProfile#NODE} where there is no override.
	 * @return a new layout
	 */
	public ClusterSpec withFastFailover() {
		Map<String, String> settings = new TreeMap<>(FastProfile.NODE.settings());
		settings.putAll(this.overrides);
		return new ClusterSpec(this.nodes, this.directory, this.ports, settings, this.disks, true, this.jvm,
				this.kafka);
	}

	/** The same with other JVMs. */
	public ClusterSpec withJvm(Jvm jvm) {
		return new ClusterSpec(this.nodes, this.directory, this.ports, this.overrides, this.disks, this.fastFailover,
				jvm, this.kafka);
	}

	/**
	 * The same with nodes of another Kafka version, if they are processes.
	 * @param kafka the version, 3.9.0 or later; null for the one whose jars are here
	 * @return a new layout
	 */
	public ClusterSpec withKafka(@Nullable String kafka) {
		return new ClusterSpec(this.nodes, this.directory, this.ports, this.overrides, this.disks, this.fastFailover,
				this.jvm, kafka);
	}

	/** What the JVM of a node is made for. */
	public enum Jvm {

		/** For tests and demonstrations: it starts quickly and takes little memory. */
		QUICK_START,

		/** As Kafka's own start script runs it: slow to start, fast when warm. */
		PRODUCTION

	}

	/** How ports are chosen. */
	public enum Ports {

		/** Those of {@code kafka-config}: 9092/9093, 19092/19093, 29092/29093, … */
		FIXED,

		/** Free ports, found at the first start and kept afterwards. */
		AUTO

	}

	/** What a node does. */
	public enum Role {

		/** Keeps partitions and serves clients. */
		BROKER,

		/** Votes in the controller quorum. */
		CONTROLLER

	}

	/**
	 * One node.
	 *
	 * @param id its {@code node.id}, 1 or higher
	 * @param roles its {@code process.roles}
	 */
	public record NodeSpec(int id, Set<Role> roles) {

		public NodeSpec {
			roles = Set.copyOf(roles);
		}

	}

}
