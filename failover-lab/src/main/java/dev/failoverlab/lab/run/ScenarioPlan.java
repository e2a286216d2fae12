package dev.failoverlab.lab.run;

import java.util.List;
import java.util.stream.LongStream;

import dev.failoverlab.lab.scenario.Scenario;

/**
 * Scenarios, each played once or several times.
 *
 * @param scenarios the scenarios, 1 or more
 * @param repeat how many times to play each, 1 or more
 * @param seed the seed of the first run of each; every further run has the next
 */
record ScenarioPlan(List<Scenario> scenarios, int repeat, long seed) implements Plan {

	@Override
	public String name() {
		return (this.scenarios.size() == 1) ? this.scenarios.get(0).name() : "several";
	}

	@Override
	public List<PlannedRun> runs() {
		return this.scenarios.stream()
			.flatMap((scenario) -> LongStream.range(this.seed, this.seed + this.repeat)
				.mapToObj((own) -> new PlannedRun(scenario.name(), scenario, List.of(), own)))
			.toList();
	}

	@Override
	public boolean isSingle() {
		return this.scenarios.size() * this.repeat == 1;
	}

	@Override
	public boolean isRecordable() {
		return false;
	}

	@Override
	public void record(List<RunSummary> results, Records records) {
		throw new UnsupportedOperationException("No page is generated from scenarios.");
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		return new ScenarioTable(results).lines();
	}

}
