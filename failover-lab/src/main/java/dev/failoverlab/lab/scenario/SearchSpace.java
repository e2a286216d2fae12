package dev.failoverlab.lab.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.lab.scenario.Value.Items;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.lab.scenario.Value.Text;

/**
 * What schedules of faults are drawn from, and what makes scenarios of them.
 *
 * @param name its name
 * @param frame the keys of a scenario without its steps
 * @param faults the faults, each as the keys of a step without its target, the simplest
 * first
 * @param targets the targets, each as the one key of a step, the simplest first
 * @param pauses the times between two steps, as a file has them, the simplest first
 * @param steps the most steps of a schedule
 * @param down the most nodes that have a fault at the same time; empty for a minority
 */
public record SearchSpace(String name, Mapping frame, List<Choice> faults, List<Choice> targets, List<String> pauses,
		int steps, OptionalInt down) {

	private static final String PLACE = "a drawn step";

	public SearchSpace {
		faults = List.copyOf(faults);
		targets = List.copyOf(targets);
		pauses = List.copyOf(pauses);
	}

	/** How many nodes there are, controllers included. */
	public int nodes() {
		return scenario(this.name, List.of()).setup().layout().nodeIds().size();
	}

	/** Whether a fault may be inflicted on a target. */
	public boolean allows(Map<String, String> fault, Map<String, String> target) {
		return obstacle(fault, target, (scenario) -> Optional.empty()).isEmpty();
	}

	/** Whether a fault says itself what it is inflicted on, as that of a service does. */
	public static boolean hasTarget(Map<String, String> fault) {
		return fault.containsKey(Fault.TARGET);
	}

	/**
	 * The same without the faults that cannot be played.
	 * @param obstacle why a scenario with one fault cannot be played, if it cannot
	 * @param leftOut takes a fault's word and the reason
	 */
	public SearchSpace without(Function<Scenario, Optional<String>> obstacle, BiConsumer<String, String> leftOut) {
		List<Choice> possible = new ArrayList<>(this.faults);
		possible.removeIf((fault) -> {
			Optional<String> reason = obstacle(fault.keys(), this.targets.get(0).keys(), obstacle);
			reason.ifPresent((why) -> leftOut.accept(String.valueOf(fault.keys().get("fault")), why));
			return reason.isPresent();
		});
		return new SearchSpace(this.name, this.frame, possible, this.targets, this.pauses, this.steps, this.down);
	}

	private Optional<String> obstacle(Map<String, String> fault, Map<String, String> target,
			Function<Scenario, Optional<String>> obstacle) {
		try {
			return obstacle.apply(scenario(this.name, List.of(step(fault, target))));
		}
		catch (DefinitionException ex) {
			return Optional.of(ex.mistakes().get(0).replaceFirst("^\\S+:\\d+:\\d+: ", ""));
		}
	}

	/**
	 * The scenario of a schedule.
	 * @param name its name
	 * @param steps the keys of each step
	 * @throws DefinitionException when a step makes no sense
	 */
	public Scenario scenario(String name, List<Map<String, String>> steps) {
		return ScenarioKeys.read(name, withSteps(steps), false);
	}

	private Mapping withSteps(List<Map<String, String>> steps) {
		return this.frame.with(ScenarioKeys.STEPS,
				new Items(PLACE, steps.stream().<Value>map(SearchSpace::mapping).toList()));
	}

	/**
	 * The file of a schedule, which {@code ./lab run} plays.
	 * @param comment its first lines
	 * @param steps the keys of each step
	 */
	public String file(List<String> comment, List<Map<String, String>> steps) {
		StringBuilder file = new StringBuilder();
		comment.forEach((line) -> file.append("# ").append(line).append('\n'));
		this.frame.entries()
			.forEach((key, entry) -> file.append(key).append(": ").append(entry.value().yaml()).append('\n'));
		return file.append(ScenarioKeys.STEPS)
			.append(":\n")
			.append(steps.stream().map((step) -> "  - " + mapping(step).yaml() + "\n").collect(Collectors.joining()))
			.toString();
	}

	private static Map<String, String> step(Map<String, String> fault, Map<String, String> target) {
		Map<String, String> step = new LinkedHashMap<>(target);
		step.putAll(fault);
		return step;
	}

	private static Mapping mapping(Map<String, String> keys) {
		Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
		keys.forEach((key, value) -> entries.put(key, new Mapping.Entry(PLACE, new Text(PLACE, value))));
		return new Mapping(PLACE, entries);
	}

	/**
	 * What can be drawn.
	 *
	 * @param keys the keys of a step
	 * @param weight how often it is drawn, compared with the others
	 */
	public record Choice(Map<String, String> keys, int weight) {

		public Choice {
			keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
		}

	}

}
