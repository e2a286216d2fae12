package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.verdict.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The loop, with scenarios that cannot be played: processes have no network to cut. */
class PlanRunnerTests {

	@TempDir
	private Path folder;

	private final List<String> calls = new ArrayList<>();

	private final List<Integer> recorded = new ArrayList<>();

	@Test
	void aRunThatCannotBePlayedIsInconclusiveAndTheOthersGoOn() {
		List<RunSummary> results = runner(2).play();
		assertThat(results).extracting(RunSummary::outcome).containsExactly(Outcome.INVALID, Outcome.INVALID);
		assertThat(results).allSatisfy((run) -> assertThat(run.reasons().get(0)).contains("needs the fault partition"));
		assertThat(this.calls).containsExactly("started 1 01-by-hand", "ended INVALID", "started 2 02-by-hand",
				"ended INVALID");
		assertThat(new Records(this.folder).read("summary")).contains(results);
		assertThat(this.recorded).as("after each run").containsExactly(1, 2);
	}

	@Test
	void aSingleRunThatCannotBePlayedFailsThePlan() {
		assertThatExceptionOfType(LabException.class).isThrownBy(runner(1)::play)
			.withMessageContaining("needs the fault partition");
		assertThat(this.calls).containsExactly("started 1 " + this.folder.getFileName());
		assertThat(this.folder.resolve("summary.json")).doesNotExist();
	}

	@Test
	void nothingIsPlayedOnceClosed() {
		PlanRunner runner = runner(2);
		runner.close();
		assertThatExceptionOfType(LabException.class).isThrownBy(runner::play);
		assertThat(this.calls).containsExactly("started 1 01-by-hand");
	}

	private PlanRunner runner(int repeat) {
		Plan plan = new ScenarioPlan(List.of(Seen.scenario("partition")), repeat, 1);
		return new PlanRunner(plan, Seen.options(this.folder), List.of(new PlanListener() {

			@Override
			public void started(int number, PlannedRun run, Path folder) {
				PlanRunnerTests.this.calls.add("started " + number + " " + folder.getFileName());
			}

			@Override
			public void accept(Event event) {
			}

			@Override
			public void ended(RunSummary summary, @Nullable RunResult result) {
				PlanRunnerTests.this.calls.add("ended " + summary.outcome());
			}

		}), (results) -> this.recorded.add(results.size()));
	}

}
