package dev.failoverlab.cluster.process;

import java.io.File;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;

/** Creates clusters whose nodes are operating-system processes on this machine. */
public final class ProcessBackend {

	private ProcessBackend() {
	}

	/**
	 * The capabilities of clusters of processes whose nodes have several disks. All
	 * processes share this machine's network.
	 */
	public static Set<Capability> capabilities() {
		return EnumSet.of(Capability.DISKS);
	}

	/**
	 * Creates a cluster; nothing runs before it is started.
	 * @param spec the layout
	 * @return the cluster, all of its nodes down
	 */
	public static KafkaCluster create(ClusterSpec spec) {
		return create(spec, (progress) -> {
		});
	}

	/**
	 * Creates a cluster that reports the progress of its start; nothing runs before it is
	 * started. The jars of another Kafka version are fetched if they were not before.
	 * @param spec the layout
	 * @param progress called with a message on each change, by the thread that waits for
	 * the cluster: {@code brokers registered and unfenced: 2 of 3 [1, 2]}
	 * @return the cluster, all of its nodes down
	 * @throws dev.failoverlab.cluster.ClusterException when the Kafka version of the
	 * layout is not there and cannot be fetched
	 */
	public static KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		return new ProcessCluster(spec, KafkaLibs.of(spec.kafka(), progress), progress);
	}

	/**
	 * Fetches all that nodes of another Kafka version need, unless that was done before:
	 * then no network is needed. They start in half the time after that.
	 * @param version one that {@link dev.failoverlab.cluster.KafkaVersion} does not
	 * refuse
	 * @param progress called with a message on each change
	 * @throws dev.failoverlab.cluster.ClusterException when there is no such version, and
	 * the message lists those that are there, or when it cannot be fetched
	 */
	public static void fetch(String version, Consumer<String> progress) {
		if (!KafkaLibs.isOwn(version)) {
			FetchedNodes.ofUser().prepare(version, progress);
		}
	}

	/**
	 * The command that runs one of Kafka's own tools in a JVM of its own, with the jars
	 * of the nodes; only in a build of the project, which has it.
	 * @param more a folder or jar with further classes
	 * @param main the main class, such as
	 * {@code org.apache.kafka.tools.ProducerPerformance}
	 * @throws dev.failoverlab.cluster.ClusterException when Kafka's jars are not there
	 */
	public static List<String> tool(Path more, String main, List<String> arguments) {
		KafkaLibs libs = KafkaLibs.own();
		return Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Duser.language=en",
					"-cp", String.join(File.pathSeparator, libs.classPath(), libs.tools(), more.toString()), main),
					arguments.stream())
			.toList();
	}

	/**
	 * The names of the settings that the nodes' own Kafka knows, without those for which
	 * {@link #isPrefixedSetting} is true.
	 * @throws dev.failoverlab.cluster.ClusterException when its jars are not there
	 */
	public static Set<String> settingNames() {
		return NodeSettingNames.of(KafkaLibs.own());
	}

	/**
	 * The version of the nodes' Kafka, which need not be that of the clients here.
	 * @throws dev.failoverlab.cluster.ClusterException when its jars are not there
	 */
	public static String kafkaVersion() {
		return KafkaLibs.own().version();
	}

	/** Whether a name begins with a prefix after which Kafka takes any name. */
	public static boolean isPrefixedSetting(String name) {
		return NodeSettingNames.isPrefixed(name);
	}

}
