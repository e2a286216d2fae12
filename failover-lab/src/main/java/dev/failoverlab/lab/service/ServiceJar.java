package dev.failoverlab.lab.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/** Finds what the build of a service has left. */
final class ServiceJar {

	/** Says where the project is, when it is not the working directory or above it. */
	static final String HOME = "failoverlab.home";

	private ServiceJar() {
	}

	/**
	 * Finds the executable jar of a service.
	 * @param service the name of its module
	 * @return the jar
	 * @throws LabException when it was not built
	 */
	static Path of(String service) {
		String home = System.getProperty(HOME);
		Path start = Path.of((home != null) ? home : "").toAbsolutePath();
		for (Path directory = start; directory != null; directory = directory.getParent()) {
			Path jar = in(directory.resolve(service).resolve("target"), service);
			if (jar != null) {
				return jar;
			}
		}
		throw new LabException("There is no " + service + "/target/" + service + "-*.jar in " + start
				+ " or above it: build the project first (mvn package).");
	}

	private static @Nullable Path in(Path target, String service) {
		if (!Files.isDirectory(target)) {
			return null;
		}
		try (Stream<Path> files = Files.list(target)) {
			List<Path> jars = files.filter((file) -> isJar(file.getFileName().toString(), service)).toList();
			return jars.isEmpty() ? null : jars.get(0);
		}
		catch (IOException ex) {
			throw new LabException("Cannot look for the jar of " + service + " in " + target + ": " + ex, ex);
		}
	}

	private static boolean isJar(String file, String service) {
		return file.startsWith(service + "-") && file.endsWith(".jar") && !file.endsWith("-sources.jar")
				&& !file.endsWith("-javadoc.jar");
	}

}
