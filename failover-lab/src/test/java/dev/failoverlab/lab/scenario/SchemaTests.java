package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.lab.observe.ClusterQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors are told of scenario files is what the lab understands. */
class SchemaTests {

	private final JsonNode schema;

	SchemaTests() throws IOException {
		this.schema = new JsonMapper().readTree(Files.readString(Path.of("../scenarios/scenario.schema.json")));
	}

	/** The error for a key that nobody knows lists those that are known. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			scenario | xyz: 1
			layout   | layout: { xyz: 1 }
			topic    | topic: { xyz: 1 }
			load     | load: { xyz: 1 }
			""")
	void theKeysAreThoseThatAreUnderstood(String part, String wrong) {
		assertThat(keys(part)).isEqualTo(expectedOneOf(wrong));
	}

	@Test
	void theKeysOfAStepAreThoseOfAllItsKinds() {
		Set<String> understood = new TreeSet<>();
		Stream<String> faults = Faults.all().stream().map((fault) -> "fault: " + fault.word());
		for (String step : Stream.concat(Stream.of("heal: all", "observe: who leads"), faults).toList()) {
			understood.addAll(expectedOneOf("steps: [ { " + step + ", xyz: 1 } ]"));
		}
		assertThat(keys("step")).isEqualTo(understood);
	}

	@Test
	void theWordsAreThoseThatAreUnderstood() {
		assertThat(words("fault")).isEqualTo(expectedOneOf("steps: [ { fault: xyz } ]"))
			.isEqualTo(Faults.all().stream().map(Fault::word).collect(Collectors.toSet()));
		assertThat(words("observe")).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(ClusterQuestion.values()).map(ClusterQuestion::words).toList());
		assertThat(words("with")).containsExactlyInAnyOrder("stop", "kill");
	}

	private Set<String> keys(String part) {
		return new TreeSet<>(this.schema.at("/$defs/" + part + "/properties").propertyNames());
	}

	private Set<String> words(String key) {
		Set<String> words = new TreeSet<>();
		this.schema.at("/$defs/step/properties/" + key + "/enum").forEach((word) -> words.add(word.stringValue()));
		return words;
	}

	private static Set<String> expectedOneOf(String wrong) {
		try {
			new Scenarios().read("mine.yaml", "mine", "question: What then?\n" + wrong);
		}
		catch (DefinitionException ex) {
			String message = String.valueOf(ex.getMessage());
			String list = message.substring(message.indexOf("expected one of ") + "expected one of ".length(),
					message.indexOf("; did you mean"));
			return new TreeSet<>(Stream.of(list.split(", ")).toList());
		}
		throw new AssertionError(wrong + " is understood");
	}

}
