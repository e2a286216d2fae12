package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.lab.load.Load;

/**
 * What is done to a cluster, under which load, and what is expected of it. Data alone:
 * the {@link ScenarioRunner} knows how.
 *
 * @param name the name by which it is run
 * @param question what it asks, in one sentence
 * @param topic the topic that the emails go to
 * @param load what is sent
 * @param steps what happens while the load runs, in order; the last one that hurts is
 * followed by one that heals
 * @param after how long the load goes on when all is healed and leadership is given back
 * @param expectations what must hold of the report, for example {@code lost-write = 0}
 */
public record Scenario(String name, String question, Topic topic, Load load, List<Step> steps, Duration after,
		List<String> expectations) {

	public Scenario {
		steps = List.copyOf(steps);
		expectations = List.copyOf(expectations);
	}

	/**
	 * What is inflicted in it.
	 * @return the faults, each once
	 */
	Set<Fault> faults() {
		return inflictions().map(Step.Inflict::fault).collect(Collectors.toCollection(TreeSet::new));
	}

	/** The steps that hurt. */
	Stream<Step.Inflict> inflictions() {
		return this.steps.stream().filter(Step.Inflict.class::isInstance).map(Step.Inflict.class::cast);
	}

	/**
	 * The same at another rate.
	 * @param ratePerSecond emails a second over all partitions
	 * @return a new scenario
	 */
	public Scenario withRate(int ratePerSecond) {
		return new Scenario(this.name, this.question, this.topic, this.load.withRate(ratePerSecond), this.steps,
				this.after, this.expectations);
	}

}
