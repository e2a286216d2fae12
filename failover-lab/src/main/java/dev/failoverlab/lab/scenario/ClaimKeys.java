package dev.failoverlab.lab.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;

/**
 * The keys of a claim. A key of a run takes the place of the same key that all runs have
 * in common.
 */
final class ClaimKeys {

	private static final Key<String> CLAIM = Key.required("claim", Type.text(), "The claim.");

	private static final Key<String> SOURCE = Key.required("source", Type.text(), "Who claims it, and where.");

	private static final Key<String> TRUTH = Key.required("truth", Type.text(), "What is true, as far as it is known.");

	private static final Key<String> NAME = Key.required("name", Type.text(), "The name of the run.");

	private static final Key<List<String>> PREDICTIONS = Key.of("claim-holds-if", ScenarioKeys.EXPECTATIONS, "[]",
			"What the claim predicts of the run's report. A run without it is there for comparison.");

	private static final Section<Scenario> PART = ScenarioKeys.section("", Scope.ANY);

	private static final Key<Mapping> SCENARIO = Key.of("scenario", PART.part("a scenario", PREDICTIONS), "{}",
			"What all runs have in common.");

	private static final Key<List<Mapping>> RUNS = Key.required("runs",
			new Type.Items<>(1, PART.part("a run", NAME, PREDICTIONS)),
			"What is run. The keys of a run take the place of those in common.");

	static final Section<Given> FILE = new Section<>("a claim", List.of(CLAIM, SOURCE, TRUTH, SCENARIO, RUNS),
			Function.identity());

	private static final Section<Given> RUN = new Section<>("a run", List.of(NAME, PREDICTIONS), Function.identity());

	private ClaimKeys() {
	}

	/**
	 * Reads a claim.
	 * @param name its name
	 * @param file what is in its file
	 * @param scenarios reads the scenario of a run by its name and keys
	 * @throws DefinitionException with all mistakes
	 */
	static Claim read(String name, Value file, BiFunction<String, Mapping, Scenario> scenarios) {
		Given claim = FILE.read("the file", file);
		Set<String> names = new HashSet<>();
		List<Claim.Run> runs = Mistakes.inAll(claim.get(RUNS), (own) -> {
			Mapping keys = own.over(claim.get(SCENARIO));
			Given run = RUN.read("a run", keys.only(RUN::has));
			if (!names.add(run.get(NAME))) {
				throw own.wrong("there is a run \"" + run.get(NAME) + "\" already");
			}
			Mapping scenario = Mapping.empty(own.place()).with(ScenarioKeys.QUESTION.name(), claim.value(CLAIM));
			return new Claim.Run(run.get(NAME),
					scenarios.apply(name + ": " + run.get(NAME), keys.only((key) -> !RUN.has(key)).over(scenario)),
					run.get(PREDICTIONS));
		});
		return file.understood(() -> new Claim(name, claim.get(CLAIM), claim.get(SOURCE), claim.get(TRUTH), runs));
	}

}
