package dev.failoverlab.lab.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.run.Plan;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.Records;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.SearchSpace;

/**
 * Schedules as runs.
 *
 * @param seed the seed of the first run; every further run has the next
 */
record SearchPlan(SearchSpace space, List<Schedule> schedules, long seed) implements Plan {

	@Override
	public String name() {
		return "search";
	}

	@Override
	public List<PlannedRun> runs() {
		List<PlannedRun> runs = new ArrayList<>();
		for (Schedule schedule : this.schedules) {
			runs.add(run("schedule", schedule, this.seed + runs.size()));
		}
		return runs;
	}

	/** Its name changes when what is played changes. */
	PlannedRun run(String name, Schedule schedule, long seed) {
		List<Map<String, String>> steps = schedule.steps();
		Scenario scenario = this.space.scenario(name, steps);
		return new PlannedRun("%s (%08x)".formatted(schedule, this.space.file(List.of(), steps).hashCode()), scenario,
				List.of(), seed);
	}

	@Override
	public boolean isRecordable() {
		return false;
	}

	@Override
	public void record(List<RunSummary> results, Records records) {
		throw new UnsupportedOperationException("No page is generated from a search.");
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		return List.of();
	}

}
