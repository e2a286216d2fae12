package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.lab.load.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/** Files of claims and of the matrix. */
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
			  targets: [ { target: node 1 }, { target: active controller, topic: { partitions: 5 } } ]
			topic: { partitions: 4 }
			lasting: 7s
			""";

	@Test
	void aRunHasTheKeysOfAllAndItsOwnInTheirPlace() {
		Claim claim = claim(CLAIM);
		assertThat(claim).extracting(Claim::name, Claim::claim, Claim::source, Claim::truth)
			.containsExactly("book", "It is so.", "the book, 1", "It depends.");
		assertThat(claim.runs()).extracting(Claim.Run::name).containsExactly("one", "two");
		assertThat(claim.runs()).extracting(Claim.Run::predictions)
			.containsExactly(List.of("lost-write = 0"), List.of("lost-write > 0", "outage < 3s"));
		assertThat(claim.runs()).extracting(Claim.Run::scenario)
			.allSatisfy((scenario) -> assertThat(scenario.question()).isEqualTo("It is so."))
			.allSatisfy((scenario) -> assertThat(scenario.topic().partitions()).isOne())
			.extracting(Scenario::name, Scenario::load)
			.containsExactly(tuple("book: one", new Load(300, 7, 20, 0)),
					tuple("book: two", new Load(100, 200, 20, 0)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			source: the book, 1   | sauce: the book, 1 | book.yaml:2:1: unknown key "sauce" of a claim; expected one of
			truth: It depends.    | claim: Twice.      | book.yaml:3:1: the key claim is there twice
			truth: It depends.    | #                  | book.yaml:1:1: the key truth is missing
			- name: two           | - name: one        | book.yaml:11:5: there is a run "one" already
			outage < 3s           | outrage < 3s       | book.yaml:12:39: The expectation "outrage < 3s" speaks of
			{ size: 7 }           | { size: 7          | book.yaml:11:9: not valid YAML:
			{ size: 7 }           | { sise: 7 }        | book.yaml:10:13: unknown key "sise" of a load
			{ rate: 100 }         | { rat: 100 }       | book.yaml:6:11: unknown key "rat" of a load
			[ lost-write = 0 ]    | lost-write = 0     | book.yaml:7:19: claim-holds-if must be a list
			""")
	void whatIsWrongIsPointedAt(String right, String wrong, String message) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> claim(CLAIM.replace(right, wrong)))
			.withMessageStartingWith(message);
	}

	@Test
	void aMistakeInWhatRunsHaveInCommonIsToldOnce() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> claim(CLAIM.replace("partitions: 1", "partitions: 0").replace("size: 7", "size: -7")))
			.withMessage("book.yaml:5:24: partitions must be 1 to 100000, not 0\n"
					+ "book.yaml:10:19: size must be 0 to 900000, not -7");
	}

	@Test
	void aPartitionThatOneRunDoesNotHaveIsPointedAt() {
		String waits = CLAIM.replace("  load: { rate: 100 }", "  steps: [ when: isr of email.send-1 is whole ]");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> claim(waits))
			.withMessage("book.yaml:6:18: there is no partition email.send-1; expected 0 to 0");
		assertThat(claim(waits.replace("partitions: 1", "partitions: 2")).runs()).hasSize(2);
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
		Matrix matrix = matrix(MATRIX);
		assertThat(matrix.cells()).extracting((cell) -> cell.row().fault(), Matrix.Cell::target)
			.containsExactly(tuple("stop", "node 1"), tuple("stop", "active controller"),
					tuple("bounce with kill, 5 times", "node 1"),
					tuple("bounce with kill, 5 times", "active controller"));
		Scenario last = played(matrix, 3);
		assertThat(last).extracting(Scenario::name, Scenario::question)
			.containsExactly("matrix: bounce with kill, 5 times, active controller", "What then?");
		assertThat(played(matrix, 2).topic().partitions()).isEqualTo(4);
		assertThat(last.topic().partitions()).isEqualTo(5);
		assertThat(last.steps()).extracting(Step::description)
			.containsExactly("after 3.0 s: bounce (kill) active controller, 5 times", "after 7.0 s: heal");
	}

	@Test
	void aFaultHasItsOwnTimeAndRuns() {
		Matrix matrix = matrix(MATRIX.replace("fault: stop", "fault: stop, lasting: 2s, runs: 3"));
		assertThat(matrix.rows()).containsExactly(new Matrix.Row("stop", "stop", Duration.ofSeconds(2), 3),
				new Matrix.Row("bounce", "bounce with kill, 5 times", Duration.ofSeconds(7), 1));
		assertThat(played(matrix, 0).steps().get(1).after()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void whatIsLeftOutHasAReason() {
		Matrix matrix = matrix(MATRIX.replace("fault: stop", "fault: stop, because: so, targets: [ active controller ]")
			.replace("targets: [ {", "targets: [ { target: a minority, because: few }, {"));
		assertThat(matrix.without()).containsExactly(entry("a minority", "few"));
		assertThat(matrix.targets()).containsExactly("node 1", "active controller");
		assertThat(matrix.cells().get(0)).extracting(Matrix.Cell::scenario, Matrix.Cell::reason)
			.containsExactly(null, "so");
		assertThat(matrix.cells().get(1).scenario()).isNotNull();
	}

	@Test
	void aCellHasAnotherKeyWhenAnotherScenarioIsPlayed() {
		String key = matrix(MATRIX).cells().get(0).key();
		assertThat(key).matches("stop, node 1 \\([0-9a-f]{8}\\)").isEqualTo(matrix(MATRIX).cells().get(0).key());
		for (String more : List.of("load: { rate: 7 }", "afterwards: 9s", "expect: clean", "producer: { acks: 1 }",
				"layout: { brokers: 4 }", "broker: { log.retention.ms: 5 }")) {
			assertThat(matrix(MATRIX + more).cells().get(0).key()).as(more).isNotEqualTo(key);
		}
		assertThat(matrix(MATRIX.replace("question: What then?", "question: Why?")).cells().get(0).key())
			.isEqualTo(key);
		assertThat(matrix(MATRIX.replace("lasting: 7s", "lasting: 8s")).cells().get(0).key()).isNotEqualTo(key);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					fault: stop   | fall: stop   | matrix.yaml:3:15: unknown key "fall" of a fault; expected one of
					fault: stop   | fault: stopp | matrix.yaml:3:22: fault must be one of
					fault: stop   | with: stop   | matrix.yaml:3:13: a step needs one of fault
					with: kill,   | ""           | matrix.yaml:3:30: the key with is missing
					node 1        | nod 1        | matrix.yaml:4:24: unknown target "nod 1"
					node 1        | node 7       | matrix.yaml:4:24: there is no node 7; expected one of 1, 2, 3; did you mean "node 1"?
					lasting: 7s   | lasting: 7   | matrix.yaml:6:10: lasting must be a time
					lasting: 7s   | steps: []    | matrix.yaml:6:1: unknown key "steps" of a matrix
					""")
	void whatIsWrongWithAMatrixIsPointedAt(String right, String wrong, String message) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> matrix(MATRIX.replace(right, wrong)))
			.withMessageStartingWith(message);
	}

	private static Claim claim(String text) {
		return new Scenarios().readClaim("book.yaml", "book", text);
	}

	private static Scenario played(Matrix matrix, int cell) {
		return Objects.requireNonNull(matrix.cells().get(cell).scenario());
	}

	private static Matrix matrix(String text) {
		return new Scenarios().readMatrix("matrix", "matrix.yaml", text);
	}

}
