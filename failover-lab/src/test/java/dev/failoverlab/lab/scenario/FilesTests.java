package dev.failoverlab.lab.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.run.Plain;
import dev.failoverlab.lab.run.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class FilesTests {

	private static final String CLAIM = """
			claim: It is so.
			source: the book, 1
			truth: It depends.
			scenario:
			  topic: { partitions: 1 }
			  load: { rate: 100 }
			  claim-holds-if: [ lost-write = 0 ]
			runs:
			  - name: one
			    load: { size: 7 }
			  - name: two
			    claim-holds-if: [ lost-write > 0, outage < 3s ]
			""";

	private static final String MATRIX = """
			question: What then?
			matrix:
			  faults: [ { fault: stop }, { fault: bounce, with: kill, times: 5 } ]
			  targets: [ node 1, active controller ]
			topic: { partitions: 3 }
			lasting: 7s
			""";

	private final Map<String, Map<String, String>> parsed = new LinkedHashMap<>();

	@Test
	void aRunHasTheKeysOfAllAndItsOwnInTheirPlace() {
		Claim claim = claim(CLAIM);
		assertThat(claim).extracting(Claim::name, Claim::claim, Claim::source, Claim::truth)
			.containsExactly("book", "It is so.", "the book, 1", "It depends.");
		assertThat(claim.runs()).extracting(Claim.Run::name).containsExactly("one", "two");
		assertThat(claim.runs()).extracting(Claim.Run::predictions)
			.containsExactly(List.of("lost-write = 0"), List.of("lost-write > 0", "outage < 3s"));
		assertThat(this.parsed.get("book: one")).containsExactly(entry("question", "It is so."),
				entry("topic", "{partitions=1}"), entry("load", "{size=7}"));
		assertThat(this.parsed.get("book: two")).containsEntry("load", "{rate=100}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			source: the book, 1   | sauce: the book, 1 | book.yaml:2:1: unknown key "sauce"
			truth: It depends.    | claim: Twice.      | book.yaml:3:1: the key claim is there twice
			truth: It depends.    | #                  | book.yaml:1:1: the key truth is missing
			- name: two           | - name: one        | book.yaml:11:5: there is a run "one" already
			outage < 3s           | outrage < 3s       | book.yaml:12:39: The expectation "outrage < 3s" speaks of
			{ size: 7 }           | { size: 7          | book.yaml:11:9: no YAML:
			[ lost-write = 0 ]    | lost-write = 0     | book.yaml:7:19: claim-holds-if must be a list
			""")
	void whatIsWrongIsPointedAt(String right, String wrong, String message) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> claim(CLAIM.replace(right, wrong)))
			.withMessageStartingWith(message);
	}

	@Test
	void aClaimThatCannotTellIsPointedAt() {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> claim("""
				claim: It is so.
				source: the book, 1
				truth: It depends.
				runs:
				  - name: one
				""")).withMessageStartingWith("book.yaml:1:1: The claim book has no run that can tell");
	}

	@Test
	void aMatrixHasACellForEachFaultAndTarget() {
		Matrix matrix = new MatrixFile("matrix.yaml", this::parse).read(MATRIX);
		assertThat(matrix.cells()).extracting(Matrix.Cell::name)
			.containsExactly("stop, node 1", "stop, active controller", "bounce with kill, 5 times, node 1",
					"bounce with kill, 5 times, active controller");
		assertThat(this.parsed.get("matrix: bounce with kill, 5 times, active controller"))
			.containsExactly(entry("question", "What then?"), entry("topic", "{partitions=3}"), entry("steps",
					"[{after=3s, target=active controller, fault=bounce, with=kill, times=5}, {after=7s, heal=all}]"));
	}

	@Test
	void whatIsWrongWithAMatrixIsPointedAt() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(
					() -> new MatrixFile("matrix.yaml", this::parse).read(MATRIX.replace("fault: stop", "fall: stop")))
			.withMessage("matrix.yaml:3:13: the key fault is missing");
	}

	private Claim claim(String text) {
		return new ClaimFile("book.yaml", this::parse).read("book", text);
	}

	private dev.failoverlab.lab.scenario.Scenario parse(String file, String name, MappingNode keys) {
		Map<String, String> values = new LinkedHashMap<>();
		for (NodeTuple tuple : keys.getValue()) {
			values.put(((ScalarNode) tuple.getKeyNode()).getValue(), Plain.of(tuple.getValueNode()));
		}
		this.parsed.put(name, values);
		return Seen.scenario("kill");
	}

}
