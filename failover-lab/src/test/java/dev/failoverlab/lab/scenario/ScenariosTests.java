package dev.failoverlab.lab.scenario;

import java.util.List;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.lab.verdict.Expectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScenariosTests {

	static List<Scenario> all() {
		return Scenarios.all();
	}

	@Test
	void namesAreUnique() {
		assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates().contains("leader-kill", "none");
	}

	@ParameterizedTest
	@MethodSource("all")
	void eachAsksAQuestionThatTheVerdictCanAnswer(Scenario scenario) {
		assertThat(scenario.question()).endsWith("?");
		assertThat(scenario.expectations()).contains("lost-write = 0", "unseen = 0", "duplicate = 0",
				"nonmonotonic-send = 0", "every partition has a leader");
		assertThat(scenario.expectations().stream().map(Expectation::parse)).hasSameSizeAs(scenario.expectations());
		assertThat(Scenarios.find(scenario.name())).contains(scenario);
	}

	@Test
	void leaderKillKillsTheLeaderOfTheFirstPartitionAndHeals() {
		List<Step> steps = Scenarios.find("leader-kill").orElseThrow().steps();
		assertThat(steps.get(0)).isInstanceOfSatisfying(Step.Inflict.class, (inflict) -> {
			assertThat(inflict.fault()).isEqualTo(Fault.KILL);
			assertThat(inflict.target()).isEqualTo(new Target.Leader("email.send", 0));
			assertThat(inflict.inWords()).isEqualTo("after 5.0 s: kill leader of email.send-0");
		});
		assertThat(steps.get(1)).isInstanceOf(Step.Heal.class);
		assertThat(steps).hasSize(2);
	}

	@Test
	void unknownNamesFindNothing() {
		assertThat(Scenarios.find("leader-kil")).isEmpty();
	}

}
