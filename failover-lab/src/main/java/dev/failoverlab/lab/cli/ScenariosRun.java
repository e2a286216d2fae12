package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.Records;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SetSummary;
import dev.failoverlab.lab.scenario.Scenario;

/** Several scenarios, or one several times over, and one table of them all. */
final class ScenariosRun {

	private final LabContext context;

	private final List<Scenario> scenarios;

	private final int repeat;

	/**
	 * Prepares the runs.
	 * @param context where they are told
	 * @param scenarios what to play
	 * @param repeat how often each
	 */
	ScenariosRun(LabContext context, List<Scenario> scenarios, int repeat) {
		this.context = context;
		this.scenarios = scenarios;
		this.repeat = repeat;
	}

	/**
	 * Plays them and prints the table. The first run of each has the seed of the options,
	 * the second the next, and so on.
	 * @param options how, and in which folder
	 * @return the exit status
	 */
	int run(RunOptions options) {
		RunSet set = new RunSet(this.context, options, this.scenarios.size() * this.repeat);
		List<RunSummary> all = new ArrayList<>();
		for (Scenario scenario : this.scenarios) {
			for (int number = 0; number < this.repeat; number++) {
				all.add(set.play(scenario.name(), scenario, List.of(), options.seed() + number));
			}
		}
		new Records(options.directory()).write("summary", all);
		SetSummary summary = new SetSummary(all);
		Terminal terminal = this.context.terminal();
		terminal.line("");
		summary.runs().lines().forEach(terminal::line);
		if (!summary.outages().rows().isEmpty()) {
			terminal.line("");
			summary.outages().lines().forEach(terminal::line);
		}
		terminal.line("");
		terminal.line("It took " + set.took() + ". The seed was " + options.seed()
				+ ((this.repeat > 1) ? ", and one more in each run after the first" : "") + ".");
		terminal.line("Summary   " + this.context.home().inWords(options.directory().resolve("summary.json")));
		return VerdictPrinter.status(summary.outcome());
	}

}
