package dev.failoverlab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.lab.run.StartedNodes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SearchSpaceTests {

	private static final String SEARCH = """
			question: "What then: is it lost?"
			search:
			  faults:
			    - { fault: stop }
			    - { fault: bounce, with: kill, times: 2, weight: 3 }
			    - { fault: restart-client, with: kill, target: consumer }
			  targets: [ { target: node 2, weight: 2 }, { target: leader of mine-0 } ]
			  pauses: [ 0s, 500ms ]
			  steps: 4
			topic: { name: mine, replicas: [[1, 2, 3]], min-isr: 2, configs: { retention.ms: 60000 } }
			load: { rate: 100, through: client }
			expect: [ lost-write = 0, observed "x" = "y" ]
			""";

	private static final List<Map<String, String>> STEPS = List.of(
			Map.of("after", "2s", "fault", "stop", "target", "leader of mine-0"),
			Map.of("after", "500ms", "heal", "all", "until-back", "true"));

	private final SearchSpace space = read(SEARCH, new SetValue("producer.acks", "1"),
			new SetValue("producer.enable.idempotence", "false"));

	@Test
	void aFileSaysWhatIsDrawnAndHowOften() {
		assertThat(this.space.faults()).extracting(SearchSpace.Choice::weight).containsExactly(1, 3, 1);
		assertThat(this.space.faults().get(1).keys())
			.isEqualTo(Map.of("fault", "bounce", "with", "kill", "times", "2"));
		assertThat(this.space.targets()).extracting(SearchSpace.Choice::keys)
			.containsExactly(Map.of("target", "node 2"), Map.of("target", "leader of mine-0"));
		assertThat(this.space.pauses()).containsExactly("0s", "500ms");
		assertThat(this.space.steps()).isEqualTo(4);
		assertThat(this.space.nodes()).isEqualTo(3);
	}

	/** What the search finds must be what {@code ./lab run} plays. */
	@Test
	void theFileOfAScheduleIsReadAsTheSameScenario() {
		String file = this.space.file(List.of("found"), STEPS);
		assertThat(file).startsWith("# found\n")
			.endsWith("steps:\n" + file.substring(file.indexOf("  - ")))
			.contains("fault: stop");
		Scenario read = new Scenarios().read("found.yaml", "found", file);
		assertThat(read).isEqualTo(this.space.scenario("found", STEPS));
		assertThat(read.setup().producer()).containsEntry("acks", "1");
		assertThat(read.question()).isEqualTo("What then: is it lost?");
		assertThat(read.steps().get(1).description()).isEqualTo("after 0.5 s: heal, until every ISR is whole");
	}

	@Test
	void whatCannotBePlayedIsLeftOutWithAReason() {
		List<String> reasons = new ArrayList<>();
		SearchSpace possible = this.space.without((scenario) -> Optional.empty(),
				(fault, reason) -> reasons.add(fault + ": " + reason));
		assertThat(possible.faults()).extracting((fault) -> fault.keys().get("fault"))
			.containsExactly("stop", "bounce");
		assertThat(reasons).singleElement().asString().contains("restart-client", "needs through: service");
		assertThat(new Scenarios().search("usual")
			.without(StartedNodes.PROCESS::missing, (fault, reason) -> reasons.add(fault))
			.faults()).extracting((fault) -> fault.keys().get("fault"))
			.contains("disk-full")
			.doesNotContain("isolate", "restart-client");
	}

	@Test
	void aTargetThatAFaultRefusesIsNotDrawnWithIt() {
		assertThat(this.space.allows(Map.of("fault", "wipe"), Map.of("target", "a majority"))).isFalse();
		assertThat(this.space.allows(Map.of("fault", "kill"), Map.of("target", "a majority"))).isTrue();
	}

	@Test
	void everyMistakeIsToldWithItsPlace() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read(SEARCH.replace("with: kill, times: 2", "times: 2")))
			.withMessageContaining("mine.yaml:5:7: the key with is missing");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read(SEARCH.replace("target: node 2", "target: node 7")))
			.withMessageContaining("mine.yaml:7")
			.withMessageContaining("there is no node 7");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read(SEARCH.replace("500ms", "half a second")))
			.withMessageContaining("pauses must be a time");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> new Scenarios().search("unusual"))
			.withMessageContaining("There are: unclean, usual");
	}

	private static SearchSpace read(String text, SetValue... settings) {
		return new Scenarios(List.of(settings)).readSearch("mine.yaml", "mine", text);
	}

}
