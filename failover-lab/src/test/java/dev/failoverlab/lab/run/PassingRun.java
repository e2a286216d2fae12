package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run of a test's own scenario on real nodes that met every expectation.
 *
 * @param verdict what was found
 * @param events what happened, in order
 */
record PassingRun(Verdict verdict, List<Event> events) {

	static PassingRun of(String text, Path directory) {
		List<Event> events = new CopyOnWriteArrayList<>();
		Scenario scenario = new Scenarios().read("mine.yaml", "mine", text);
		RunOptions options = Seen.options(directory.resolve("run"));
		try (ScenarioRunner runner = new ScenarioRunner(scenario, options)) {
			Verdict verdict = runner.listen(events::add).run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
			assertThat(verdict.sends().ok()).isGreaterThan(200);
			return new PassingRun(verdict, events);
		}
	}

}
