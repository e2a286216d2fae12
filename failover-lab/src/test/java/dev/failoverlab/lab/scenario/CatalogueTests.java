package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
	void theMatrixHasEveryFault() {
		assertThat(this.scenarios.matrix().rows()).extracting(Matrix.Row::word)
			.containsAll(Faults.all().stream().map(Fault::word).toList());
	}

	@Test
	void theMatrixHasEveryTargetOrSaysWhyNot() {
		Matrix matrix = this.scenarios.matrix();
		Set<String> targets = new TreeSet<>(matrix.targets());
		targets.addAll(matrix.without().keySet());
		assertThat(targets).extracting((words) -> Target.parse(words, "email.send").kind())
			.containsExactlyInAnyOrder(Target.Kind.values());
	}

	@Test
	void aCellOfTheMatrixIsPlayedOrHasAReason() {
		Matrix matrix = this.scenarios.matrix();
		assertThat(matrix.cells()).hasSize(matrix.rows().size() * matrix.targets().size())
			.allMatch((cell) -> (cell.scenario() == null) == !cell.reason().isBlank());
		assertThat(matrix.rows()).filteredOn((row) -> row.runs() == 3)
			.extracting(Matrix.Row::word)
			.containsExactly("stop", "kill", "pause");
	}

	@Test
	void theMatrixOfShareGroupsHasFourFaultsOnFourRolesTenTimesEach() {
		Matrix matrix = this.scenarios.matrix("share-groups");
		assertThat(matrix.isShared()).isTrue();
		assertThat(this.scenarios.matrix().isShared()).isFalse();
		assertThat(matrix.rows()).extracting(Matrix.Row::word).containsExactly("stop", "kill", "pause", "bounce");
		assertThat(matrix.targets()).hasSize(4);
		assertThat(matrix.cells()).hasSize(16).allMatch((cell) -> cell.scenario() != null && cell.row().runs() == 10);
	}

	/** The roles are apart as long as node 1, the first controller, is the active one. */
	@Test
	void theRolesOfTheMatrixAreNodesOfTheirOwn() {
		List<Integer> first = List.of(2, 3, 1);
		assertThat(this.scenarios.matrix().cells()).filteredOn((cell) -> cell.scenario() != null)
			.extracting(Matrix.Cell::target,
					(cell) -> Objects.requireNonNull(cell.scenario()).topic().replicas().get(0))
			.contains(tuple("leader that is not the active controller", first),
					tuple("controller that leads nothing", first),
					tuple("active controller that leads nothing", List.of(2, 3)),
					tuple("leader that is also the active controller", List.of(1, 2, 3)));
	}

	@Test
	void theVersionsAreThoseFromTheOldestToTheNewest() {
		assertThat(this.scenarios.versions().versions()).startsWith("3.9.2")
			.contains("4.0.2", "4.1.2", "4.2.0", AppInfoParser.getVersion(), "4.3.1");
		assertThat(this.scenarios.versions().cells())
			.allMatch((cell) -> cell.version().equals(cell.scenario().setup().kafka()));
	}

	@Test
	void everyFileTellsEditorsItsSchemaWhichIsThere() throws IOException {
		for (Path folder : new Path[] { FILES, FILES.resolve("claims"), FILES.resolve("matrix"),
				FILES.resolve("search"), FILES.resolve("versions") }) {
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
