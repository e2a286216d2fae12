package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Step;

/**
 * One run of a plan.
 *
 * @param name its name in tables
 * @param scenario what to play
 * @param predictions what a claim predicts of the run's report, if there is a claim
 * @param seed the seed of all random choices
 */
public record PlannedRun(String name, Scenario scenario, List<String> predictions, long seed) {

	/** Starting three nodes, warming up, recovering, and reading the log. */
	private static final Duration USUAL = Duration.ofSeconds(25);

	public PlannedRun {
		predictions = List.copyOf(predictions);
	}

	/**
	 * About how long it takes on an idle machine; a fault that heals itself takes longer.
	 */
	Duration estimate() {
		return this.scenario.steps()
			.stream()
			.map(Step::after)
			.reduce(USUAL.plus(this.scenario.after()), Duration::plus);
	}

}
