package dev.failoverlab.lab.scenario;

import java.util.Set;
import java.util.TreeSet;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors are told of the files. */
class SchemaTests {

	@Test
	void aScenarioHasItsKeysWithTheirRangesAndWords() {
		JsonNode scenario = schema("scenario.schema.json");
		assertThat(scenario.at("/required")).extracting(JsonNode::stringValue).containsExactly("question");
		assertThat(scenario.at("/additionalProperties").booleanValue(true)).isFalse();
		assertThat(scenario.at("/properties/layout/properties/brokers/maximum").intValue()).isEqualTo(9);
		assertThat(scenario.at("/properties/load/properties/through/enum")).extracting(JsonNode::stringValue)
			.containsExactly("client", "service");
		assertThat(scenario.at("/properties/afterwards/pattern").stringValue()).contains("(ms|s|min)");
		assertThat(scenario.at("/properties/load/properties/rate/description").stringValue())
			.isEqualTo("Emails a second over all partitions. Left out: 300.");
	}

	@Test
	void aStepHasTheKeysOfEveryFault() {
		JsonNode step = schema("scenario.schema.json").at("/properties/steps/items");
		Set<String> words = new TreeSet<>();
		step.at("/properties/fault/enum").forEach((word) -> words.add(word.stringValue()));
		assertThat(words).isEqualTo(new TreeSet<>(Faults.all().stream().map(Fault::word).toList()));
		for (Fault fault : Faults.all()) {
			fault.parameters()
				.forEach((parameter) -> assertThat(step.at("/properties").has(parameter.name())).as(parameter.name())
					.isTrue());
		}
	}

	@Test
	void aRunOfAClaimHasANameAndTheKeysOfAScenario() {
		JsonNode run = schema("claim.schema.json").at("/properties/runs/items");
		assertThat(run.at("/required")).extracting(JsonNode::stringValue).containsExactly("name");
		assertThat(run.at("/properties").propertyNames()).contains("name", "claim-holds-if", "steps", "question");
		assertThat(schema("matrix.schema.json").at("/properties").propertyNames()).contains("matrix", "lasting", "load")
			.doesNotContain("steps");
	}

	private static JsonNode schema(String name) {
		return new JsonMapper().readTree(KeyDocs.schemas().get(name));
	}

}
