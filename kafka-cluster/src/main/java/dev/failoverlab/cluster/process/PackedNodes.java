package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import dev.failoverlab.cluster.ClusterException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The jars of nodes in an artefact {@code kafka-nodes-VERSION} of the class path. They
 * are resources in it, so that none of them is on a class path before a node starts.
 *
 * @param version Kafka's version
 * @param mark the resource that names the version
 */
record PackedNodes(String version, URL mark) {

	private static final String MARK = "META-INF/kafka-nodes.properties";

	/** Which version is used when several are on the class path. */
	private static final String VERSION = "failoverlab.kafka.version";

	/**
	 * The nodes of the class path; where several versions are, the one that a system
	 * property names.
	 * @throws ClusterException when several are there and none is named, or the named one
	 * is not there; the message lists those that are
	 */
	static Optional<PackedNodes> onClassPath() {
		List<PackedNodes> all = all(PackedNodes.class.getClassLoader());
		return choose(all, Optional.ofNullable(System.getProperty(VERSION)));
	}

	static Optional<PackedNodes> choose(List<PackedNodes> all, Optional<String> wanted) {
		List<PackedNodes> matching = all.stream()
			.filter((nodes) -> nodes.version().equals(wanted.orElse(nodes.version())))
			.toList();
		if (matching.size() > 1 || (matching.isEmpty() && wanted.isPresent())) {
			throw new ClusterException(wanted.map((version) -> "There are no nodes of Kafka " + version)
				.orElse("There are nodes of several Kafka versions") + " on the class path. There are: "
					+ all.stream().map(PackedNodes::version).collect(Collectors.joining(", "))
					+ ". Name one of them: -D" + VERSION
					+ "=VERSION, or change the dependencies on kafka-nodes-VERSION.");
		}
		return matching.stream().findFirst();
	}

	static List<PackedNodes> all(ClassLoader loader) {
		try {
			List<PackedNodes> all = new ArrayList<>();
			for (URL mark : Collections.list(loader.getResources(MARK))) {
				Properties properties = new Properties();
				try (InputStream in = mark.openStream()) {
					properties.load(in);
				}
				all.add(new PackedNodes(Objects.requireNonNull(properties.getProperty("version")), mark));
			}
			return all;
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot look for " + MARK + " on the class path", ex);
		}
	}

	/**
	 * Unpacks what is not unpacked yet into the user's cache, which several JVMs can do
	 * at the same time.
	 * @return the directory with the jars
	 */
	Path unpack() {
		return unpack(UserCache.directory());
	}

	Path unpack(Path cache) {
		try {
			if (!(this.mark.openConnection() instanceof JarURLConnection jar)) {
				return folder();
			}
			jar.setUseCaches(false);
			try (JarFile file = jar.getJarFile()) {
				return unpack(file, cache);
			}
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot unpack the nodes of Kafka " + this.version + " into " + cache + ": "
					+ ex.getMessage() + ". " + UserCache.OTHER, ex);
		}
	}

	/** Compiled, but not packed: the jars are there as they are. */
	private Path folder() {
		return Path.of(URI.create(this.mark.toString())).resolveSibling("kafka-nodes").resolve(this.version);
	}

	private Path unpack(JarFile file, Path cache) throws IOException {
		List<JarEntry> jars = file.stream()
			.filter((entry) -> entry.getName().startsWith("META-INF/kafka-nodes/" + this.version + "/"))
			.filter((entry) -> entry.getName().endsWith(".jar"))
			.toList();
		Path directory = cache.resolve("kafka-nodes").resolve(this.version + "-" + fingerprint(jars));
		if (!jars.stream().allMatch((jar) -> isThere(jar, directory))) {
			UserCache.alone(directory.resolve("lock"), () -> {
				for (JarEntry jar : jars) {
					unpack(file, jar, directory);
				}
			});
		}
		return directory;
	}

	/** A jar gets its name when it is whole. */
	private static void unpack(JarFile file, JarEntry jar, Path directory) throws IOException {
		if (!isThere(jar, directory)) {
			Path target = target(jar, directory);
			Path part = target.resolveSibling(target.getFileName() + ".part");
			try (InputStream in = file.getInputStream(jar)) {
				Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
			}
			Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	private static boolean isThere(JarEntry jar, Path directory) {
		try {
			Path target = target(jar, directory);
			return Files.exists(target) && Files.size(target) == jar.getSize();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path target(JarEntry jar, Path directory) {
		return directory.resolve(jar.getName().substring(jar.getName().lastIndexOf('/') + 1));
	}

	/** Other jars of the same version get a directory of their own. */
	private static String fingerprint(List<JarEntry> jars) {
		CRC32 all = new CRC32();
		jars.forEach((jar) -> all.update((jar.getName() + jar.getSize() + jar.getCrc()).getBytes(UTF_8)));
		return Long.toHexString(all.getValue());
	}

}
