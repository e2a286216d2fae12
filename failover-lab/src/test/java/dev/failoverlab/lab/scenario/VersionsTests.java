package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class VersionsTests {

	private static final String FILE = """
			question: What then?
			versions: [ 3.9.2, 4.3.1 ]
			scenario: { load: { rate: 100 }, expect: clean }
			runs:
			  - { name: one, steps: [ { fault: kill, target: node 1 } ] }
			  - { name: two, load: { rate: 7 } }
			""";

	@Test
	void eachRunIsPlayedOnEachVersion() {
		Versions versions = read(FILE);
		assertThat(versions.versions()).containsExactly("3.9.2", "4.3.1");
		assertThat(versions.runs()).containsExactly("one", "two");
		assertThat(versions.cells())
			.extracting((cell) -> cell.scenario().name(), (cell) -> cell.scenario().setup().kafka(),
					(cell) -> cell.scenario().load().ratePerSecond())
			.containsExactly(tuple("Kafka 3.9.2: one", "3.9.2", 100), tuple("Kafka 3.9.2: two", "3.9.2", 7),
					tuple("Kafka 4.3.1: one", "4.3.1", 100), tuple("Kafka 4.3.1: two", "4.3.1", 7));
	}

	@Test
	void theKeyOfARecordFollowsTheVersionAndWhatIsPlayed() {
		assertThat(keys(FILE)).doesNotHaveDuplicates()
			.isEqualTo(keys(FILE))
			.doesNotContainAnyElementsOf(keys(FILE.replace("expect: clean", "fast-failover: true")))
			.doesNotContainAnyElementsOf(keys(FILE.replace("100", "101").replace("7", "8")));
	}

	@Test
	void mistakesAreToldWithTheirPlaces() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read(FILE.replace("name: two", "name: one")))
			.withMessageContaining("mine.yaml:6:5: there is a run \"one\" already");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(FILE.replace("4.3.1", "3.8.1")))
			.withMessageContaining("mine.yaml:2:20: nodes cannot be of Kafka 3.8.1");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(FILE.replace("node 1", "node 9")))
			.withMessageContaining("there is no node 9");
	}

	private static List<String> keys(String text) {
		return read(text).cells().stream().map(Versions.Cell::key).toList();
	}

	private static Versions read(String text) {
		return Objects.requireNonNull(new Scenarios().readVersions("mine.yaml", text));
	}

}
