package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;
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

	/** Until a node is missed, is down and has come back. */
	private static final Duration BOUNCE = Duration.ofSeconds(15);

	public PlannedRun {
		predictions = List.copyOf(predictions);
	}

	/** About how long it takes on an idle machine, with processes for nodes. */
	Duration estimate() {
		long bounces = this.scenario.inflictions()
			.filter((step) -> step.fault().healing() == Healing.ITSELF)
			.mapToLong((step) -> (step.fault() instanceof NodeFault fault) ? fault.times(step.values()) : 1)
			.sum();
		return this.scenario.steps()
			.stream()
			.map(Step::after)
			.reduce(USUAL.plus(this.scenario.after()).plus(BOUNCE.multipliedBy(bounces)), Duration::plus);
	}

}
