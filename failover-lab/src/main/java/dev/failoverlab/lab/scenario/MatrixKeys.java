package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.lab.scenario.Value.Text;

/** The keys of the matrix: its own, and those of a scenario without its steps. */
final class MatrixKeys {

	/** Long enough for writes to be acknowledged before the fault. */
	private static final String WARM = "3s";

	private static final Key<Duration> LASTING = Key.required("lasting", ScenarioKeys.TIME,
			"How long a fault is in force before it is healed.");

	private static final Key<Duration> OWN_LASTING = Key.optional("lasting", ScenarioKeys.TIME, "as in the matrix",
			"How long it is in force before it is healed.");

	private static final Key<Integer> RUNS = Key.of("runs", Type.number(1, 99), "1",
			"How many times it is run on each target.");

	private static final Key<List<String>> ONLY = Key.of("targets", new Type.Items<>(0, Type.text()), "[]",
			"The targets that it is run on nevertheless, when it has a reason to be left out.");

	private static final Key<String> BECAUSE = Key.optional("because", Type.text(), "", "Why it is left out.");

	private static final Key<String> TARGET = Key.required(Fault.TARGET, Type.text(), "The target, as a step has it.");

	private static final Section<Given> ROW = new Section<>("a fault", List.of(OWN_LASTING, RUNS, ONLY, BECAUSE),
			Function.identity());

	private static final Section<Given> COLUMN = new Section<>("a target", List.of(TARGET, BECAUSE),
			Function.identity());

	private static final Key<List<Mapping>> FAULTS = Key.required("faults",
			new Type.Items<>(1, new StepKeys(Scope.ANY).any().part("a fault", ROW.keys().toArray(Key<?>[]::new))),
			"The faults, each as a step has it, without its target.");

	private static final Key<List<Mapping>> TARGETS = Key.required("targets",
			new Type.Items<>(1,
					ScenarioKeys.section("", Scope.ANY).part("a target", COLUMN.keys().toArray(Key<?>[]::new))),
			"The targets, each with the keys of a scenario that only its runs have.");

	private static final Key<Given> MATRIX = Key.required("matrix",
			new Section<>("a matrix", List.of(FAULTS, TARGETS), Function.identity()),
			"Each fault is run on each target.");

	static final Section<Given> FILE = new Section<>("a matrix",
			Stream.concat(Stream.of(MATRIX, LASTING), ScenarioKeys.ALL_BUT_STEPS.stream()).toList(),
			Function.identity());

	private MatrixKeys() {
	}

	/**
	 * Reads a matrix.
	 * @param name the name by which it is run
	 * @param file what is in its file
	 * @param scenarios reads the scenario of a cell by its name and keys
	 * @throws DefinitionException with all mistakes
	 */
	static Matrix read(String name, Value file, BiFunction<String, Mapping, Scenario> scenarios) {
		Given given = FILE.read("the file", file);
		Mapping common = given.mapping().only((key) -> !key.equals(MATRIX.name()) && !key.equals(LASTING.name()));
		List<Mapping> targets = given.get(MATRIX).get(TARGETS);
		Map<String, String> without = new TreeMap<>();
		List<Supplier<Matrix.Cell>> cells = new ArrayList<>();
		for (Mapping fault : given.get(MATRIX).get(FAULTS)) {
			for (Mapping target : targets) {
				Given column = COLUMN.read("a target", target.only(COLUMN::has));
				column.find(BECAUSE).ifPresent((reason) -> without.put(column.get(TARGET), reason));
				if (!column.has(BECAUSE)) {
					Mapping base = target.only((key) -> !COLUMN.has(key)).over(common);
					cells.add(() -> cell(fault.over(lasting(given)), column, base,
							(cell, keys) -> scenarios.apply(name + ": " + cell, keys)));
				}
			}
		}
		return new Matrix(name, given.get(ScenarioKeys.QUESTION), Mistakes.inAll(cells, Supplier::get), without);
	}

	private static Mapping lasting(Given given) {
		return Mapping.empty(given.mapping().place()).with(OWN_LASTING.name(), given.value(LASTING));
	}

	private static Matrix.Cell cell(Mapping keys, Given column, Mapping base,
			BiFunction<String, Mapping, Scenario> scenarios) {
		Given own = ROW.read("a fault", keys.only(ROW::has));
		Mapping fault = keys.only((key) -> !ROW.has(key));
		String word = (fault.get("fault") instanceof Text text) ? text.text() : "";
		Matrix.Row row = new Matrix.Row(word, phrase(fault), own.find(OWN_LASTING).orElseThrow(), own.get(RUNS));
		String target = column.get(TARGET);
		if (own.has(BECAUSE) && !own.get(ONLY).contains(target)) {
			return new Matrix.Cell(row, target, null, own.find(BECAUSE).orElseThrow());
		}
		Value lasting = own.value(OWN_LASTING);
		Mapping inflict = fault.over(Mapping.empty(fault.place())
			.with("after", new Text(fault.place(), WARM))
			.with(TARGET.name(), column.value(TARGET)));
		Mapping heal = Mapping.empty(lasting.place())
			.with("after", lasting)
			.with("heal", new Text(lasting.place(), "all"));
		return new Matrix.Cell(row, target, scenarios.apply(row.fault() + ", " + target,
				base.with(ScenarioKeys.STEPS, new Value.Items(fault.place(), List.of(inflict, heal)))), "");
	}

	/** Such as {@code bounce with kill, 5 times}. */
	private static String phrase(Mapping fault) {
		StringBuilder phrase = new StringBuilder();
		fault.entries().forEach((key, entry) -> {
			String value = (entry.value() instanceof Text text) ? text.text() : "";
			phrase.append(switch (key) {
				case "fault" -> value;
				case "times" -> ", " + value + " times";
				default -> " " + key + " " + value;
			});
		});
		return phrase.toString();
	}

}
