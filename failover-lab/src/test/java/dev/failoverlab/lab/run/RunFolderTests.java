package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunFolderTests {

	@TempDir
	private Path runs;

	@Test
	void everyRunHasAFolderOfItsOwn() {
		Set<Path> folders = IntStream.range(0, 5)
			.mapToObj((run) -> RunFolder.create(this.runs.resolve("runs"), "leader-kill"))
			.collect(Collectors.toSet());
		assertThat(folders).hasSize(5)
			.allSatisfy((folder) -> assertThat(folder).isEmptyDirectory()
				.extracting((path) -> path.getFileName().toString())
				.asString()
				.matches("\\d{8}-\\d{6}-leader-kill(-\\d)?"));
	}

}
