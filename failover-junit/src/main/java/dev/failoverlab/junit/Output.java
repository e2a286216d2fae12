package dev.failoverlab.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.utils.Utils;

/** Where a test's files are written: under {@code target}, or Gradle's {@code build}. */
final class Output {

	private static final String PROPERTY = "failoverlab.output";

	/** What this JVM has written stays; what an earlier one has is replaced. */
	private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

	private Output() {
	}

	/**
	 * An empty folder that no other test of this JVM has.
	 * @param name its path, which gets a number if it is taken
	 */
	static Path empty(String name) {
		Path folder = base().resolve(name);
		for (int number = 2; !TAKEN.add(folder); number++) {
			folder = base().resolve(name + "-" + number);
		}
		try {
			Utils.delete(folder.toFile());
			return Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder " + folder + " cannot be made empty: " + ex, ex);
		}
	}

	private static Path base() {
		String named = System.getProperty(PROPERTY);
		if (named != null) {
			return Path.of(named).toAbsolutePath();
		}
		boolean gradle = !Files.isDirectory(Path.of("target")) && Files.isDirectory(Path.of("build"));
		return Path.of(gradle ? "build" : "target", "failover").toAbsolutePath();
	}

}
