package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that come with the lab. */
class CatalogueTests {

	private static final Path FILES = Path.of("..", "scenarios");

	private final Scenarios scenarios = new Scenarios();

	@Test
	void everyFileIsAClaimThatIsUnderstood() {
		assertThat(this.scenarios.claims()).hasSizeGreaterThan(15)
			.extracting(Claim::name)
			.isEqualTo(this.scenarios.claimNames());
	}

	@Test
	void threeRunsAtLeastAreKnownToLoseWhatWasAcknowledged() {
		assertThat(this.scenarios.claims()).flatExtracting(Claim::runs)
			.extracting((run) -> run.scenario().expectations())
			.filteredOn((expectations) -> expectations.contains("lost-write > 0"))
			.hasSizeGreaterThanOrEqualTo(3);
	}

	@Test
	void theMatrixHoldsKafkasOwnFaultsOnEachTargetOfThem() {
		Matrix matrix = this.scenarios.matrix();
		assertThat(matrix.faults()).containsExactly("stop", "kill", "bounce with stop, 5 times",
				"bounce with kill, 5 times", "pause", "partition");
		assertThat(matrix.targets()).containsExactly("leader of email.send-0", "follower of email.send-0",
				"active controller");
		assertThat(matrix.cells()).hasSize(18);
	}

	@Test
	void everyFileTellsEditorsItsSchemaWhichIsThere() throws IOException {
		for (Path folder : new Path[] { FILES, FILES.resolve("claims"), FILES.resolve("matrix") }) {
			try (Stream<Path> files = Files.list(folder)) {
				assertThat(files.filter((file) -> file.toString().endsWith(".yaml"))).isNotEmpty()
					.allSatisfy((file) -> {
						String first = Files.readAllLines(file).get(0);
						assertThat(first).startsWith("# yaml-language-server: $schema=");
						assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1))).exists();
					});
			}
		}
	}

}
