package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * The jars that a node's JVM runs.
 *
 * @param directory where they are
 */
record KafkaLibs(Path directory) {

	private static final String PROPERTY = "failoverlab.kafka.libs";

	private static final Path AS_BUILT = Path.of("kafka-nodes", "target", "kafka-libs");

	private static final String KAFKA = "kafka_2.13-";

	private static @Nullable Path unpacked;

	/**
	 * Those that are here: in the directory that a system property names, else in the
	 * artefact {@code kafka-nodes} of the class path, else where a build of the project
	 * has put them.
	 */
	static KafkaLibs own() {
		String named = System.getProperty(PROPERTY);
		return new KafkaLibs((named != null) ? checked(Path.of(named)) : unpacked().orElseGet(KafkaLibs::asBuilt));
	}

	/**
	 * Those of a version, which are fetched when they are not here.
	 * @param version the version; null for the one that is here
	 * @throws ClusterException when there is no such version, or it cannot be fetched
	 */
	static KafkaLibs of(@Nullable String version, Consumer<String> progress) {
		return isOwn(version) ? own() : FetchedNodes.ofUser().get(Objects.requireNonNull(version), progress);
	}

	static boolean isOwn(@Nullable String version) {
		return version == null || version.equals(own().version());
	}

	/** Kafka's jars, as a JVM's class path. */
	String classPath() {
		return this.directory + "/*";
	}

	/** The jars of Kafka's own tools, which only a build of the project has. */
	String tools() {
		return this.directory.resolveSibling("kafka-tools") + "/*";
	}

	/** The file for the archive of a node's classes. */
	Path archiveFile() {
		return this.directory.resolve("node.jsa");
	}

	/** The archive of a node's classes, if one was made. */
	Optional<Path> archive() {
		return Optional.of(archiveFile()).filter(Files::exists);
	}

	private static synchronized Optional<Path> unpacked() {
		if (unpacked == null) {
			unpacked = PackedNodes.onClassPath().map(PackedNodes::unpack).orElse(null);
		}
		return Optional.ofNullable(unpacked);
	}

	/** In the working directory or a parent of it. */
	private static Path asBuilt() {
		Path here = Path.of("").toAbsolutePath();
		return Stream.iterate(here, Objects::nonNull, Path::getParent)
			.map((parent) -> parent.resolve(AS_BUILT))
			.filter(KafkaLibs::hasKafka)
			.findFirst()
			.orElseThrow(
					() -> new ClusterException("There are no jars of Kafka's nodes: no artefact kafka-nodes-VERSION"
							+ " on the class path, and no " + AS_BUILT + " in " + here + " or a parent directory."
							+ " Add that dependency, or name a directory: -D" + PROPERTY + "=DIRECTORY"));
	}

	private static Path checked(Path directory) {
		if (!hasKafka(directory)) {
			throw new ClusterException(
					"There are no Kafka jars in " + directory + " (-D" + PROPERTY + "). Build the project first.");
		}
		return directory.toAbsolutePath();
	}

	/** Kafka's version, as the name of its own jar has it. */
	String version() {
		return kafka(this.directory).orElseThrow().getFileName().toString().replace(KAFKA, "").replace(".jar", "");
	}

	/**
	 * Whether Kafka knows a setting. To be asked takes half a second, and all that is in
	 * kafka-config is known to the version of the clients.
	 */
	boolean knows(String setting) {
		return version().equals(AppInfoParser.getVersion()) || NodeSettingNames.isPrefixed(setting)
				|| NodeSettingNames.of(this).contains(setting);
	}

	static boolean hasKafka(Path directory) {
		return kafka(directory).isPresent();
	}

	private static Optional<Path> kafka(Path directory) {
		if (!Files.isDirectory(directory)) {
			return Optional.empty();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(KAFKA)).findFirst();
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot look for Kafka's jars in " + directory, ex);
		}
	}

}
