package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import dev.failoverlab.cluster.ClusterException;

/** The names of the settings that a node's own Kafka knows. */
final class NodeSettingNames {

	/** What follows the prefix is a listener's, or known only to a plug-in. */
	private static final Pattern PREFIXED = Pattern
		.compile("(listener\\.name|config\\.providers|rlmm\\.config|rsm\\.config)\\.[A-Za-z0-9._-]+");

	/** Of Kafka's StandardAuthorizer, which reads them itself. */
	private static final Set<String> OF_THE_AUTHORIZER = Set.of("super.users", "allow.everyone.if.no.acl.found");

	private static final Map<KafkaLibs, Set<String>> KNOWN = new ConcurrentHashMap<>();

	private NodeSettingNames() {
	}

	/** Whether a name begins with a prefix after which Kafka takes any name. */
	static boolean isPrefixed(String name) {
		return PREFIXED.matcher(name).matches();
	}

	/**
	 * All names without such a prefix. Read at the first use: it takes half a second.
	 * @throws ClusterException when they cannot be read; the next call tries again
	 */
	static Set<String> of(KafkaLibs libs) {
		return KNOWN.computeIfAbsent(libs, NodeSettingNames::read);
	}

	private static Set<String> read(KafkaLibs libs) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader kafka = new URLClassLoader(jars(libs), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(kafka); // Kafka looks its defaults up there.
			Object definition = kafka.loadClass("kafka.server.KafkaConfig").getMethod("configDef").invoke(null);
			Set<?> defined = (Set<?>) definition.getClass().getMethod("names").invoke(definition);
			Set<String> all = new TreeSet<>(OF_THE_AUTHORIZER);
			defined.forEach((name) -> all.add(name.toString()));
			return all;
		}
		catch (IOException | ReflectiveOperationException ex) {
			throw new ClusterException("The nodes' Kafka in " + libs.directory() + " does not tell its settings", ex);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL[] jars(KafkaLibs libs) throws IOException {
		List<URL> jars = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(libs.directory(), "*.jar")) {
			for (Path jar : files) {
				jars.add(jar.toUri().toURL());
			}
		}
		return jars.toArray(URL[]::new);
	}

}
