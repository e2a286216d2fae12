package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;

/** Finds the jars that a node's JVM runs. */
final class KafkaLibs {

	private static final String PROPERTY = "failoverlab.kafka.libs";

	private static final Path AS_BUILT = Path.of("kafka-cluster", "target", "kafka-libs");

	private KafkaLibs() {
	}

	/**
	 * The directory that a system property names; otherwise the build's, in the working
	 * directory or a parent of it.
	 */
	static Path directory() {
		String named = System.getProperty(PROPERTY);
		if (named != null) {
			return checked(Path.of(named));
		}
		Path here = Path.of("").toAbsolutePath();
		return Stream.iterate(here, Objects::nonNull, Path::getParent)
			.map((parent) -> parent.resolve(AS_BUILT))
			.filter(KafkaLibs::hasKafka)
			.findFirst()
			.orElseThrow(() -> new ClusterException("There is no " + AS_BUILT + " with Kafka's jars in " + here
					+ " or a parent directory. Build the project first, or name the directory: -D" + PROPERTY
					+ "=DIRECTORY"));
	}

	/** Kafka's jars, as a JVM's class path. */
	static String classPath() {
		return directory() + "/*";
	}

	/** The file for the archive of a node's classes. */
	static Path archiveFile() {
		return directory().resolve("node.jsa");
	}

	/** The archive of a node's classes, if the build made one. */
	static Optional<Path> archive() {
		return Optional.of(archiveFile()).filter(Files::exists);
	}

	private static Path checked(Path directory) {
		if (!hasKafka(directory)) {
			throw new ClusterException(
					"There are no Kafka jars in " + directory + " (-D" + PROPERTY + "). Build the project first.");
		}
		return directory.toAbsolutePath();
	}

	private static boolean hasKafka(Path directory) {
		if (!Files.isDirectory(directory)) {
			return false;
		}
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "kafka_2.13-*.jar")) {
			return jars.iterator().hasNext();
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot look for Kafka's jars in " + directory, ex);
		}
	}

}
