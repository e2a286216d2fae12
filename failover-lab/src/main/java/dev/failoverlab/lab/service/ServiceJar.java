package dev.failoverlab.lab.service;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;

/** Finds the executable jar of a service. */
final class ServiceJar {

	/** Names the project's directory, if the working directory is not inside it. */
	static final String HOME = "failoverlab.home";

	private ServiceJar() {
	}

	/**
	 * Finds the jar.
	 * @param service the name of its module
	 * @throws LabException when it has not been built
	 */
	static Path of(String service) {
		String home = System.getProperty(HOME);
		Path start = Path.of((home != null) ? home : "").toAbsolutePath();
		return Stream.iterate(start, Objects::nonNull, Path::getParent)
			.flatMap((directory) -> jars(directory.resolve(service).resolve("target"), service))
			.findFirst()
			.orElseThrow(() -> new LabException("There is no " + service + "/target/" + service + "-*.jar in " + start
					+ " or a parent directory: build the project first (mvn package)."));
	}

	/** Empty if there is no such directory. */
	private static Stream<Path> jars(Path target, String service) {
		String[] names = target.toFile().list((directory, name) -> isJar(name, service));
		return Stream.of((names != null) ? names : new String[0]).map(target::resolve);
	}

	private static boolean isJar(String file, String service) {
		return file.startsWith(service + "-") && file.endsWith(".jar") && !file.endsWith("-sources.jar")
				&& !file.endsWith("-javadoc.jar");
	}

}
