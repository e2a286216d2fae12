package dev.failoverlab.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaVersion;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.OwnCluster;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.SetValue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The cluster to start, or to find. */
final class ClusterOptions {

	@Option(names = "--cluster", paramLabel = "process|compose|FILE", defaultValue = "process",
			description = "What the nodes are: processes on this machine (the default), containers of Docker Compose, or, for ./lab run, those of your own cluster, which FILE describes (docs/own-cluster.md).")
	private String cluster = StartedNodes.PROCESS.word();

	@Option(names = "--ports", paramLabel = "fixed|auto", defaultValue = "fixed",
			description = "All ports that are not given: the fixed ones (the default) or free ones.")
	ClusterSpec.Ports ports = ClusterSpec.Ports.FIXED;

	@Option(names = "--kafka", paramLabel = "VERSION",
			description = "The Kafka version of nodes that are processes, from 3.9.0 on; by default the lab's own. It is fetched once, from Maven Central (docs/versions.md).")
	private @Nullable String kafka;

	/**
	 * The version that the nodes are to be of, or null.
	 * @throws UsageException when nodes cannot be of it
	 */
	@Nullable String kafka() {
		try {
			return (this.kafka != null) ? KafkaVersion.checked(this.kafka) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException("--kafka: " + ex.getMessage() + ".");
		}
	}

	/** The same as a value of a scenario. */
	Stream<SetValue> values() {
		return Stream.ofNullable(kafka()).map((version) -> new SetValue("kafka", version));
	}

	/**
	 * Fetches Kafka versions, those that are not here.
	 * @throws UsageException when one cannot be fetched
	 */
	static void fetch(Stream<String> versions, Backend backend, Terminal terminal) {
		versions.distinct().forEach((version) -> backend.fetch(version, terminal.progress()));
		terminal.status("");
	}

	/**
	 * What the nodes are.
	 * @throws UsageException when the word is unknown and there is no such file
	 * @throws dev.failoverlab.cluster.ClusterException when the cluster of a file does
	 * not answer
	 */
	Backend find() {
		return word().orElseGet(() -> {
			if (!Files.isRegularFile(Path.of(this.cluster))) {
				throw new UsageException("--cluster must be process, compose or a file, not \"" + this.cluster + "\".");
			}
			return OwnCluster.find(ClusterFile.read(Path.of(this.cluster)));
		});
	}

	/**
	 * The same, of nodes that the lab starts.
	 * @throws UsageException when the nodes are others
	 */
	Backend started() {
		return word().orElseThrow(() -> new UsageException("--cluster must be process or compose here, not \""
				+ this.cluster + "\": only ./lab run plays on a cluster that others run."));
	}

	private Optional<Backend> word() {
		return Backend.started()
			.stream()
			.filter((backend) -> backend.word().equals(this.cluster.toLowerCase(Locale.ROOT)))
			.findFirst();
	}

}
