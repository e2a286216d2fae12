package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaVersion;
import org.apache.kafka.common.utils.Utils;

/**
 * The jars of nodes of other Kafka versions, fetched from Maven Central when they are
 * needed for the first time. A version has its directory once all of its jars are there.
 *
 * @param directory where each version has a directory of its own
 * @param maven fetches and checks them
 */
record FetchedNodes(Path directory, Maven maven) {

	static FetchedNodes ofUser() {
		return new FetchedNodes(UserCache.directory().toAbsolutePath().resolve("kafka-nodes"), new Maven("mvn"));
	}

	/**
	 * The jars of a version, which are fetched unless they are here.
	 * @throws ClusterException when there is no such version, or it cannot be fetched
	 */
	KafkaLibs get(String version, Consumer<String> progress) {
		Path jars = this.directory.resolve(KafkaVersion.checked(version));
		once(version, () -> KafkaLibs.hasKafka(jars), () -> fetch(version, jars, progress));
		return new KafkaLibs(jars);
	}

	/** The same, and an archive of a node's classes, without which it starts slowly. */
	void prepare(String version, Consumer<String> progress) {
		KafkaLibs libs = get(version, progress);
		once(version, () -> libs.archive().isPresent(),
				() -> archive(libs, this.directory.resolve(version + ".archive"), progress));
	}

	private static void archive(KafkaLibs libs, Path work, Consumer<String> progress) throws IOException {
		progress.accept("starting Kafka " + libs.version() + " once, so that its nodes start faster from now on");
		try {
			new NodeArchive(libs, work).make();
			Utils.delete(work.toFile());
		}
		catch (ClusterException ex) {
			progress.accept("Its nodes will start without an archive of their classes. " + ex.getMessage());
		}
	}

	private void fetch(String version, Path jars, Consumer<String> progress) throws IOException {
		Path part = this.directory.resolve(version + ".part");
		Utils.delete(part.toFile()); // Of one that was interrupted.
		Files.createDirectories(part);
		progress.accept("fetching Kafka " + version + " from Maven Central");
		Maven.Result result = this.maven.copyJars(version, part,
				(files) -> progress.accept("fetching Kafka " + version + ": " + files + " files fetched"));
		if (!result.isDone()) {
			throw notFetched(version, part, result);
		}
		Files.move(part.resolve(Maven.JARS), jars, StandardCopyOption.ATOMIC_MOVE);
		Utils.delete(part.toFile());
	}

	private ClusterException notFetched(String version, Path part, Maven.Result result) throws IOException {
		List<String> versions = this.maven.versions(part).stream().filter(KafkaVersion::canRun).toList();
		if (versions.isEmpty() || versions.contains(version)) {
			return new ClusterException("Kafka " + version + " cannot be fetched. " + result.message());
		}
		Utils.delete(part.toFile());
		return new ClusterException(
				"There is no Kafka " + version + " in Maven Central. There are: " + String.join(", ", versions) + ".");
	}

	/** Works unless it is done; another may have done it while this one waited. */
	private void once(String version, BooleanSupplier isDone, UserCache.Work work) {
		if (isDone.getAsBoolean()) {
			return;
		}
		try {
			UserCache.alone(this.directory.resolve(version + ".lock"), () -> {
				if (!isDone.getAsBoolean()) {
					work.run();
				}
			});
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot write the jars of Kafka " + version + ": " + ex + ". " + UserCache.OTHER,
					ex);
		}
	}

}
