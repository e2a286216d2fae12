package dev.failoverlab.lab.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.lab.scenario.Value.Text;

/**
 * The keys of runs on several Kafka versions. A key of a run takes the place of the same
 * key that all runs have in common.
 */
final class VersionsKeys {

	private static final Key<List<String>> VERSIONS = Key.required("versions",
			new Type.Items<>(1, ScenarioKeys.VERSION), "The Kafka versions of the nodes. Each run is played on each.");

	private static final Key<String> NAME = Key.required("name", Type.text(), "The name of the run.");

	private static final Section<Scenario> PART = ScenarioKeys.section("", Scope.ANY);

	private static final Key<Mapping> SCENARIO = Key.of("scenario", PART.part("a scenario"), "{}",
			"What all runs have in common.");

	private static final Key<List<Mapping>> RUNS = Key.required("runs", new Type.Items<>(1, PART.part("a run", NAME)),
			"What is run. The keys of a run take the place of those in common.");

	static final Section<Given> FILE = new Section<>("runs on several versions",
			List.of(ScenarioKeys.QUESTION, VERSIONS, SCENARIO, RUNS), Function.identity());

	private VersionsKeys() {
	}

	/**
	 * Reads runs on several versions.
	 * @param file what is in the file
	 * @param scenarios reads the scenario of a run by its name and keys
	 * @throws DefinitionException with all mistakes
	 */
	static Versions read(Value file, BiFunction<String, Mapping, Scenario> scenarios) {
		Given given = FILE.read("the file", file);
		checkNames(given.get(RUNS));
		List<Supplier<Versions.Cell>> cells = new ArrayList<>();
		for (String version : given.get(VERSIONS)) {
			for (Mapping run : given.get(RUNS)) {
				Mapping common = given.get(SCENARIO)
					.with(ScenarioKeys.QUESTION.name(), given.value(ScenarioKeys.QUESTION));
				cells.add(() -> cell(version, run.over(common), scenarios));
			}
		}
		return new Versions(given.get(ScenarioKeys.QUESTION), Mistakes.inAll(cells, Supplier::get));
	}

	private static void checkNames(List<Mapping> runs) {
		Set<String> names = new HashSet<>();
		for (Mapping run : runs) {
			if (!names.add(name(run))) {
				throw run.wrong("there is a run \"" + name(run) + "\" already");
			}
		}
	}

	private static String name(Mapping run) {
		return NAME.type().read(NAME.name(), Objects.requireNonNull(run.get(NAME.name())));
	}

	private static Versions.Cell cell(String version, Mapping run, BiFunction<String, Mapping, Scenario> scenarios) {
		Mapping keys = run.only((key) -> !key.equals(NAME.name()))
			.with(ScenarioKeys.KAFKA.name(), new Text(run.place(), version));
		return new Versions.Cell(version, name(run), scenarios.apply("Kafka " + version + ": " + name(run), keys));
	}

}
