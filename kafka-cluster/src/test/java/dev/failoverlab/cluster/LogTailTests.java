package dev.failoverlab.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogTailTests {

	@TempDir
	Path directory;

	@Test
	void theLastLinesOfALongLog() throws Exception {
		Path log = this.directory.resolve("node.log");
		Files.writeString(log,
				IntStream.range(0, 10_000).mapToObj((i) -> "line " + i + "\n").collect(Collectors.joining()));
		assertThat(LogTail.of(log).lines()).hasSize(20).startsWith("line 9980").endsWith("line 9999");
	}

	@Test
	void aMissingLogDoesNotThrow() {
		assertThat(LogTail.of(this.directory.resolve("none"))).contains("cannot be read");
	}

}
