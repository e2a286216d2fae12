package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

	@Test
	void isReadableByItsOwnerAlone() throws IOException {
		Path all = this.runs.resolve("runs");
		Path run = RunFolder.create(all, "leader-kill");
		Path named = RunFolder.use(this.runs.resolve("named"));
		for (Path folder : List.of(all, run, named)) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
		}
	}

}
