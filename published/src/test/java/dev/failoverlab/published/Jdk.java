package dev.failoverlab.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param version its feature version
 * @param home its folder
 */
record Jdk(int version, Path home) {

	private static final Path THIS = Path.of(System.getProperty("java.home"));

	/** The one that runs the tests. */
	static Jdk current() {
		return new Jdk(Runtime.version().feature(), THIS);
	}

	/**
	 * One of a version: where {@code JAVA_HOME_25_X64} says, as on GitHub's machines, or
	 * in a folder beside the JDK that runs the tests.
	 */
	static Optional<Jdk> find(int version) {
		try (Stream<Path> beside = Files.list(THIS.resolveSibling("."))) {
			return Stream
				.concat(Stream.of("_X64", "_ARM64", "")
					.flatMap((machine) -> Stream.ofNullable(System.getenv("JAVA_HOME_" + version + machine)))
					.map(Path::of), Stream.concat(Stream.of(THIS), beside.sorted()))
				.filter((home) -> isJdk(home, version))
				.findFirst()
				.map((home) -> new Jdk(version, home));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isJdk(Path home, int version) {
		try {
			return Files.isExecutable(home.resolve("bin/javac")) && Files.readString(home.resolve("release"))
				.lines()
				.anyMatch((line) -> line.matches("JAVA_VERSION=\"" + version + "\\b.*"));
		}
		catch (IOException ex) {
			return false;
		}
	}

}
