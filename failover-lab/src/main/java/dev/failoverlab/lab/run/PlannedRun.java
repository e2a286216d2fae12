package dev.failoverlab.lab.run;

import java.util.List;

import dev.failoverlab.lab.scenario.Scenario;

/**
 * One run of a plan.
 *
 * @param name its name in tables
 * @param scenario what to play
 * @param predictions what a claim predicts of the run's report, if there is a claim
 * @param seed the seed of all random choices
 */
public record PlannedRun(String name, Scenario scenario, List<String> predictions, long seed) {

	public PlannedRun {
		predictions = List.copyOf(predictions);
	}

}
