package dev.failoverlab.lab.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.ValueType;
import dev.failoverlab.lab.scenario.SearchSpace.Choice;
import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.lab.scenario.Value.Text;

/** The keys of a search: its own, and those of a scenario without its steps. */
final class SearchKeys {

	private static final Key<Integer> WEIGHT = Key.of("weight", ScenarioKeys.ONE_OR_MORE, "1",
			"How often it is drawn, compared with the others.");

	private static final Section<Given> WEIGHTS = new Section<>("a choice", List.of(WEIGHT), Function.identity());

	private static final Section<Mapping> TARGET = new Section<>("a target",
			List.of(Key.required(Fault.TARGET, Type.text(), "The target, as a step has it."), WEIGHT), Given::mapping);

	private static final Key<List<Mapping>> FAULTS = Key.required("faults", new Type.Items<>(1, new Inflicted()),
			"The faults, each as a step has it, without its target; the simplest first.");

	private static final Key<List<Mapping>> TARGETS = Key.required("targets", new Type.Items<>(1, TARGET),
			"The targets; the simplest first.");

	private static final Key<List<String>> PAUSES = Key.of("pauses",
			new Type.Items<>(1, Type.of(ValueType.Time.ANY).as(ValueType.Time.ANY::text)), "[ 1s ]",
			"The times between two steps, of which one is drawn; the simplest first.");

	private static final Key<Integer> STEPS = Key.of("steps", Type.number(2, 100), "6",
			"The most steps that a schedule has.");

	private static final Key<Integer> DOWN = Key.optional("down", ScenarioKeys.ONE_OR_MORE, "a minority",
			"The most nodes that have a fault at the same time.");

	static final Section<Given> DRAWN = new Section<>("a search", List.of(FAULTS, TARGETS, PAUSES, STEPS, DOWN),
			Function.identity());

	private static final Key<Given> SEARCH = Key.required("search", DRAWN, "What schedules are drawn from.");

	static final Section<Given> FILE = new Section<>("a search",
			Stream.concat(Stream.of(SEARCH), ScenarioKeys.ALL_BUT_STEPS.stream()).toList(), Function.identity());

	private SearchKeys() {
	}

	/**
	 * Reads a search.
	 * @param file what is in its file
	 * @param settings puts the values of the command line in the place of the file's own
	 * @throws DefinitionException with all mistakes
	 */
	static SearchSpace read(String name, Value file, Function<Mapping, Mapping> settings) {
		Given given = FILE.read("the file", file);
		Given search = given.get(SEARCH);
		Mapping frame = settings.apply(given.mapping().only((key) -> !key.equals(SEARCH.name())));
		check(search, ScenarioKeys.read(name, frame, false));
		return new SearchSpace(name, frame, choices(search.get(FAULTS)), choices(search.get(TARGETS)),
				search.get(PAUSES), search.get(STEPS),
				search.find(DOWN).map(OptionalInt::of).orElse(OptionalInt.empty()));
	}

	/** Which nodes and partitions there are, the scenario alone tells. */
	private static void check(Given search, Scenario frame) {
		StepKeys steps = new StepKeys(new Scope(frame.topic(), frame.setup().layout()));
		Mapping none = Mapping.empty("").with("fault", new Text("", "none"));
		Mistakes.inAll(search.get(TARGETS), (each) -> steps.read("a target", unweighted(each).over(none)));
	}

	private static Mapping unweighted(Mapping choice) {
		return choice.only((key) -> !key.equals(WEIGHT.name()));
	}

	private static List<Choice> choices(List<Mapping> all) {
		return all.stream()
			.map((each) -> new Choice(texts(unweighted(each)),
					WEIGHTS.read("a choice", each.only(WEIGHTS::has)).get(WEIGHT)))
			.toList();
	}

	private static Map<String, String> texts(Mapping keys) {
		Map<String, String> texts = new LinkedHashMap<>();
		keys.entries().forEach((key, entry) -> {
			if (entry.value() instanceof Text text) {
				texts.put(key, text.text());
			}
		});
		return texts;
	}

	/** A fault as a step has it, without its target. */
	private static final class Inflicted implements Type<Mapping> {

		private final StepKeys step = new StepKeys(Scope.ANY);

		@Override
		public Mapping read(String name, Value value) {
			Mapping fault = value.mapping(name);
			WEIGHTS.read(name, fault.only(WEIGHTS::has));
			this.step.read(name, unweighted(fault).over(Mapping.empty("").with(Fault.TARGET, new Text("", "node 1"))));
			return fault;
		}

		@Override
		public Map<String, Object> schema() {
			return this.step.any().part("a fault", WEIGHT).schema();
		}

	}

}
