package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.failoverlab.cluster.ClusterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** With a script in the place of Maven. */
class FetchedNodesTests {

	/** Knows what the options of both calls mean, and notes that it was called. */
	private static final String SCRIPT = """
			#!/bin/sh
			echo call >> "$(dirname "$0")/calls"
			for each in "$@"; do
				case $each in
				-Dkafka.version=*) version=${each#*=} ;;
				-DoutputDirectory=*) jars=${each#*=} ;;
				-Dmdep.outputFile=*) newest=${each#*=} ;;
				esac
			done
			repository=$(dirname "$0")/repository/kafka_2.13
			if [ -n "$newest" ]; then
				echo "$repository/4.3.1/kafka_2.13-4.3.1.pom" > "$newest"
				exit
			fi
			echo "Downloaded from central: a.pom"
			mkdir -p "$jars"
			echo jar > "$jars/kafka_2.13-$version.jar"
			""";

	@TempDir
	private Path folder;

	private final List<String> progress = new ArrayList<>();

	@BeforeEach
	void listVersions() throws IOException {
		Path list = this.folder.resolve("repository/kafka_2.13/maven-metadata-central.xml");
		Files.createDirectories(list.getParent());
		Files.writeString(list, """
				<metadata><versioning><release>4.3.1</release><versions>
				<version>2.8.2</version><version>3.9.2</version><version>4.3.1</version>
				</versions></versioning></metadata>
				""");
	}

	@Test
	void aVersionIsFetchedOnce() throws IOException {
		FetchedNodes nodes = nodes(SCRIPT);
		KafkaLibs libs = nodes.get("3.9.2", this.progress::add);
		assertThat(libs.version()).isEqualTo("3.9.2");
		assertThat(this.progress).containsExactly("fetching Kafka 3.9.2 from Maven Central");
		assertThat(nodes.get("3.9.2", this.progress::add)).isEqualTo(libs);
		assertThat(this.folder.resolve("calls")).hasContent("call");
		assertThat(this.folder.resolve("cache/3.9.2.part")).doesNotExist();
	}

	@Test
	void whatIsHereNeedsNoMaven() throws IOException {
		nodes(SCRIPT).get("3.9.2", this.progress::add);
		Files.delete(this.folder.resolve("mvn"));
		assertThat(nodes(null).get("3.9.2", this.progress::add).version()).isEqualTo("3.9.2");
	}

	@Test
	void anInterruptedFetchLeavesNoVersionAndIsDoneAgain() throws IOException {
		FetchedNodes dying = nodes(SCRIPT + "kill -9 $$\n");
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> dying.get("3.9.2", this.progress::add))
			.withMessageContaining("Kafka 3.9.2 cannot be fetched. Maven ended with exit status 137");
		assertThat(this.folder.resolve("cache/3.9.2")).doesNotExist();
		assertThat(this.folder.resolve("cache/3.9.2.part/jars")).isNotEmptyDirectory();
		assertThat(nodes(SCRIPT).get("3.9.2", this.progress::add).directory()).isNotEmptyDirectory();
		assertThat(this.folder.resolve("cache/3.9.2.part")).doesNotExist();
	}

	@Test
	void anUnknownVersionIsAnsweredWithThoseThatAreThere() throws IOException {
		FetchedNodes nodes = nodes(SCRIPT.replace("echo \"Downloaded", "exit 1; echo \"Downloaded"));
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> nodes.get("4.9.9", this.progress::add))
			.withMessage("There is no Kafka 4.9.9 in Maven Central. There are: 3.9.2, 4.3.1.");
		assertThat(this.folder.resolve("cache/4.9.9.part")).doesNotExist();
	}

	@Test
	void withoutANetworkTheErrorIsMavens() throws IOException {
		FetchedNodes nodes = nodes("""
				#!/bin/sh
				echo "[INFO] Scanning"
				echo "[ERROR] Unknown host"
				echo "[ERROR] [Help 1] https://example.org"
				exit 1
				""");
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> nodes.get("3.9.2", this.progress::add))
			.withMessageContaining("Kafka 3.9.2 cannot be fetched. Maven ended with exit status 1:\nUnknown host\n")
			.withMessageContaining(this.folder.resolve("cache/3.9.2.part/nodes.pom.log").toString());
	}

	@Test
	void withoutMavenTheErrorSaysWhatToDo() throws IOException {
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> nodes(null).get("3.9.2", this.progress::add))
			.withMessageContaining("Install Maven 3.8 or later");
	}

	@Test
	void severalThatNeedItAtTheSameTimeFetchItOnce() throws Exception {
		FetchedNodes nodes = nodes(SCRIPT.replace("mkdir", "sleep 0.3; mkdir"));
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			Callable<KafkaLibs> get = () -> nodes.get("3.9.2", (line) -> {
			});
			for (Future<KafkaLibs> libs : threads.invokeAll(List.of(get, get, get))) {
				assertThat(libs.get().version()).isEqualTo("3.9.2");
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.folder.resolve("calls")).hasContent("call");
	}

	/**
	 * Those of a cache of the test's own, by a script or by a program that is not there.
	 */
	private FetchedNodes nodes(@Nullable String script) throws IOException {
		Path program = this.folder.resolve("mvn");
		if (script != null) {
			Files.writeString(program, script);
			Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
		}
		return new FetchedNodes(this.folder.resolve("cache"), new Maven(program.toString()));
	}

}
