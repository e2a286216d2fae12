package dev.failoverlab.lab.run;

import java.util.List;

import dev.failoverlab.verdict.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioTableTests {

	private static final RunSummary PASSED = Seen.account("kill", Seen.verdict(false, "lost-write = 0"));

	private static final RunSummary FAILED = Seen.account("kill", Seen.verdict(true, "lost-write = 0"));

	private static final RunSummary INCONCLUSIVE = RunSummary.unplayed("pause", "process", "No cluster.");

	@Test
	void runsOfOneScenarioAreOneRow() {
		assertThat(new ScenarioTable(List.of(PASSED, FAILED, INCONCLUSIVE)).runs().cells()).containsExactly(
				List.of("scenario", "runs", "result", "acknowledged", "never delivered", "anomalies"),
				List.of("kill", "2", "1 pass, 1 fail", "6", "1", "lost-write 1"),
				List.of("pause", "1", "inconclusive", "0", "0", "none"));
	}

	@Test
	void outagesHaveAMedianAndASpread() {
		assertThat(new ScenarioTable(List.of(PASSED, PASSED, FAILED)).outages().cells()).containsExactly(
				List.of("longest outage of a run", "during", "runs", "shortest", "median", "longest"),
				List.of("kill", "kill of node 1", "3", "400 ms", "400 ms", "400 ms"));
		assertThat(new ScenarioTable(List.of(INCONCLUSIVE)).outages().rows()).isEmpty();
	}

	@Test
	void theWorstCounts() {
		assertThat(RunSummary.worst(List.of(PASSED, PASSED))).isEqualTo(Outcome.PASS);
		assertThat(RunSummary.worst(List.of(PASSED, INCONCLUSIVE))).isEqualTo(Outcome.INVALID);
		assertThat(RunSummary.worst(List.of(INCONCLUSIVE, FAILED, PASSED))).isEqualTo(Outcome.FAIL);
	}

}
