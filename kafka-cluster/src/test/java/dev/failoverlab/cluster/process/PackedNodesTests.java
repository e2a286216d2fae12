package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PackedNodesTests {

	@TempDir
	private Path folder;

	@Test
	void jarsAreUnpackedOnceAndADamagedOneAgain() throws IOException {
		PackedNodes nodes = nodes("4.2.2", "first").get(0);
		Path directory = nodes.unpack(this.folder.resolve("cache"));
		Path kafka = directory.resolve("kafka_2.13-4.2.2.jar");
		assertThat(kafka).hasContent("first");
		FileTime longAgo = FileTime.from(Instant.EPOCH);
		Files.setLastModifiedTime(kafka, longAgo);
		assertThat(nodes.unpack(this.folder.resolve("cache"))).isEqualTo(directory);
		assertThat(Files.getLastModifiedTime(kafka)).isEqualTo(longAgo);
		Files.writeString(kafka, "fir");
		nodes.unpack(this.folder.resolve("cache"));
		assertThat(kafka).hasContent("first");
	}

	@Test
	void otherJarsOfTheSameVersionGetAnotherDirectory() throws IOException {
		Path first = nodes("4.2.2", "first").get(0).unpack(this.folder.resolve("cache"));
		Path second = nodes("4.2.2", "other").get(0).unpack(this.folder.resolve("cache"));
		assertThat(second).isNotEqualTo(first);
		assertThat(first.resolve("kafka_2.13-4.2.2.jar")).hasContent("first");
	}

	@Test
	void severalCanUnpackAtTheSameTime() throws Exception {
		PackedNodes nodes = nodes("4.2.2", "x".repeat(5_000_000)).get(0);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Callable<Path> unpack = () -> nodes.unpack(this.folder.resolve("cache"));
			for (Future<Path> directory : threads.invokeAll(List.of(unpack, unpack, unpack, unpack))) {
				assertThat(directory.get().resolve("kafka_2.13-4.2.2.jar")).hasSize(5_000_000);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void ofSeveralVersionsOneHasToBeNamed() throws IOException {
		List<PackedNodes> both = Stream.concat(nodes("4.2.2", "a").stream(), nodes("3.9.2", "b").stream()).toList();
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> PackedNodes.choose(both, Optional.empty()))
			.withMessageContaining("several Kafka versions")
			.withMessageContaining("4.2.2, 3.9.2")
			.withMessageContaining("-Dfailoverlab.kafka.version");
		assertThat(PackedNodes.choose(both, Optional.of("3.9.2"))).map(PackedNodes::version).hasValue("3.9.2");
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> PackedNodes.choose(both, Optional.of("4.0.2")))
			.withMessageContaining("no nodes of Kafka 4.0.2");
		assertThat(PackedNodes.choose(List.of(), Optional.empty())).isEmpty();
	}

	private List<PackedNodes> nodes(String version, String content) throws IOException {
		Path jar = Files.createTempFile(this.folder, "nodes", ".jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			entry(out, "META-INF/kafka-nodes.properties", "version=" + version);
			entry(out, "META-INF/kafka-nodes/" + version + "/kafka_2.13-" + version + ".jar", content);
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			return PackedNodes.all(loader);
		}
	}

	private static void entry(JarOutputStream out, String name, String content) throws IOException {
		out.putNextEntry(new JarEntry(name));
		out.write(content.getBytes(StandardCharsets.UTF_8));
		out.closeEntry();
	}

}
