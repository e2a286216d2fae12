package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.lab.run.Seen;
import dev.failoverlab.verdict.Expectation;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.MappingNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that come with the lab, whatever scenarios they hold. */
class CatalogueTests {

	private static final Path FILES = Path.of("..", "scenarios");

	private final List<String> expected = new ArrayList<>();

	private final Catalogue catalogue = new Catalogue(this::parse);

	@Test
	void everyFileIsAClaimAndWhatItExpectsIsUnderstood() {
		assertThat(this.catalogue.claims()).hasSizeGreaterThan(15)
			.extracting(Claim::name)
			.isEqualTo(this.catalogue.names());
		assertThat(this.expected).isNotEmpty().allSatisfy(Expectation::parse);
	}

	@Test
	void threeRunsAtLeastAreKnownToLoseWhatWasAcknowledged() {
		this.catalogue.claims();
		assertThat(this.expected).filteredOn("lost-write > 0"::equals).hasSizeGreaterThanOrEqualTo(3);
	}

	@Test
	void theMatrixHoldsKafkasOwnFaultsOnEachTargetOfThem() {
		assertThat(this.catalogue.matrix().faults()).containsExactly("stop", "kill", "bounce with stop, 5 times",
				"bounce with kill, 5 times", "pause", "partition");
		assertThat(this.catalogue.matrix().targets()).containsExactly("leader of email.send-0",
				"follower of email.send-0", "active controller");
		assertThat(this.catalogue.matrix().cells()).hasSize(18);
	}

	@Test
	void everyFileTellsEditorsItsSchemaWhichIsThere() throws IOException {
		for (String folder : List.of("", "claims", "matrix")) {
			try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
				assertThat(files.filter((file) -> file.toString().endsWith(".yaml"))).isNotEmpty()
					.allSatisfy((file) -> {
						String first = Files.readAllLines(file).get(0);
						assertThat(first).startsWith("# yaml-language-server: $schema=");
						assertThat(file.resolveSibling(first.substring(first.indexOf('=') + 1))).exists();
					});
			}
		}
	}

	private Scenario parse(String file, String name, MappingNode keys) {
		YamlFile yaml = new YamlFile(file);
		this.expected.addAll(yaml.texts(yaml.values(keys).get("expect"), "expect"));
		return Seen.scenario("kill");
	}

}
