package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.lab.scenario.Value.Text;

/** The keys of the matrix: its own, and those of a scenario without its steps. */
final class MatrixKeys {

	/** Long enough for writes to be acknowledged before the fault. */
	private static final String WARM = "3s";

	private static final Key<List<Mapping>> FAULTS = Key.required("faults",
			new Type.Items<>(1, new StepKeys(Scope.ANY).any().part("a fault")),
			"The faults, each as a step has it, without its target.");

	private static final Key<List<String>> TARGETS = Key.required("targets", new Type.Items<>(1, Type.text()),
			"The targets, each as a step has it.");

	private static final Key<Given> MATRIX = Key.required("matrix",
			new Section<>("a matrix", List.of(FAULTS, TARGETS), Function.identity()),
			"Each fault is run on each target.");

	private static final Key<Duration> LASTING = Key.required("lasting", ScenarioKeys.TIME,
			"How long a fault is in force before it is healed.");

	static final Section<Given> FILE = new Section<>("a matrix",
			Stream.concat(Stream.of(MATRIX, LASTING), ScenarioKeys.ALL_BUT_STEPS.stream()).toList(),
			Function.identity());

	private MatrixKeys() {
	}

	/**
	 * Reads a matrix.
	 * @param file what is in its file
	 * @param scenarios reads the scenario of a cell by its name and keys
	 * @throws DefinitionException with all mistakes
	 */
	static Matrix read(Value file, BiFunction<String, Mapping, Scenario> scenarios) {
		Given given = FILE.read("the file", file);
		Given matrix = given.get(MATRIX);
		List<Value> targets = ((Value.Items) matrix.value(TARGETS)).items();
		List<Supplier<Matrix.Cell>> cells = matrix.get(FAULTS)
			.stream()
			.flatMap((fault) -> targets.stream()
				.map((target) -> (Supplier<Matrix.Cell>) () -> cell(given, fault, (Text) target, scenarios)))
			.toList();
		return new Matrix(given.get(ScenarioKeys.QUESTION), Mistakes.inAll(cells, Supplier::get));
	}

	private static Matrix.Cell cell(Given given, Mapping fault, Text target,
			BiFunction<String, Mapping, Scenario> scenarios) {
		Value lasting = given.value(LASTING);
		Mapping inflict = fault
			.over(Mapping.empty(fault.place()).with("after", new Text(fault.place(), WARM)).with("target", target));
		Mapping heal = Mapping.empty(lasting.place())
			.with("after", lasting)
			.with("heal", new Text(lasting.place(), "all"));
		Mapping scenario = given.mapping()
			.only((key) -> !key.equals(MATRIX.name()) && !key.equals(LASTING.name()))
			.with(ScenarioKeys.STEPS, new Value.Items(fault.place(), List.of(inflict, heal)));
		String phrase = phrase(fault);
		return new Matrix.Cell(phrase, target.text(),
				scenarios.apply("matrix: " + phrase + ", " + target.text(), scenario));
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
