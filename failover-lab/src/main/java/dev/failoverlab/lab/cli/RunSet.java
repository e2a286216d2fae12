package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.console.Interruption;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.ScenarioRunner;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.Judge;

/**
 * Many runs, one after the other: a line when one begins and one when it is over. One
 * that cannot be played to its end is inconclusive, and the others go on.
 */
final class RunSet {

	private static final long NANOS_IN_MILLI = 1_000_000;

	private final LabContext context;

	private final RunOptions options;

	private final int count;

	private final long began = System.nanoTime();

	private int begun;

	/**
	 * Creates a set.
	 * @param context where it is told
	 * @param options how each is run; each gets a folder of its own in that of these
	 * @param count how many runs there are to be
	 */
	RunSet(LabContext context, RunOptions options, int count) {
		this.context = context;
		this.options = options;
		this.count = count;
	}

	/**
	 * Plays one.
	 * @param name its name in tables
	 * @param scenario what to play
	 * @param predictions what somebody claims of it
	 * @return what was seen
	 */
	RunSummary play(String name, Scenario scenario, List<String> predictions) {
		return play(name, scenario, predictions, this.options.seed());
	}

	/**
	 * Plays one with a chance of its own.
	 * @param name its name in tables
	 * @param scenario what to play
	 * @param predictions what somebody claims of it
	 * @param seed what chance begins with
	 * @return what was seen
	 */
	RunSummary play(String name, Scenario scenario, List<String> predictions, long seed) {
		this.begun++;
		Terminal terminal = this.context.terminal();
		terminal
			.line(terminal.paint(Palette.STRONG, "[%d of %d] %s".formatted(this.begun, this.count, scenario.name())));
		long start = System.nanoTime();
		Path folder = this.options.directory()
			.resolve("%02d-%s".formatted(this.begun, scenario.name().replaceAll("[^A-Za-z0-9=.]+", "-")));
		try {
			RunResult result = play(scenario, folder, seed);
			List<Expectation> claimed = predictions.stream().map(Expectation::parse).toList();
			RunSummary account = RunSummary.of(name, result.verdict(),
					Judge.judge(result.history(), claimed).expectations());
			told(account, start);
			return account;
		}
		catch (LabException | ClusterException | HistoryException ex) {
			if (Interruption.hasHappened()) {
				throw ex;
			}
			RunSummary account = RunSummary.unplayed(name, this.options.backend().word(),
					String.valueOf(ex.getMessage()));
			told(account, start);
			return account;
		}
	}

	/** How long it all took so far. */
	String took() {
		return since(this.began);
	}

	private static String since(long began) {
		return Format.duration(Duration.ofNanos(System.nanoTime() - began));
	}

	private RunResult play(Scenario scenario, Path folder, long seed) {
		Terminal terminal = this.context.terminal();
		LabLog.to(folder.resolve("lab.log"));
		try (ScenarioRunner runner = new ScenarioRunner(scenario, this.options.withDirectory(folder).withSeed(seed));
				Interruption watch = Interruption.watch(terminal, runner::close,
						"the histories so far are in " + this.context.home().inWords(this.options.directory()))) {
			Objects.requireNonNull(watch);
			return runner.listen((event) -> status(scenario, event)).run();
		}
		finally {
			terminal.status("");
		}
	}

	private void status(Scenario scenario, Event event) {
		if (event instanceof Event.Phase || event instanceof Event.FaultChange || event instanceof Event.Observed) {
			String what = (event instanceof Event.Phase phase) ? phase.name()
					: (event instanceof Event.FaultChange fault) ? fault.fault() + " " + fault.type() : "observing";
			this.context.terminal()
				.status("  " + scenario.name() + ": " + Format.moment(event.t() / NANOS_IN_MILLI) + ", " + what);
		}
	}

	private void told(RunSummary account, long start) {
		Terminal terminal = this.context.terminal();
		terminal.line("    " + terminal.paint(Palette.of(account.outcome()), Format.outcome(account.outcome())) + ": "
				+ account.inWords() + " (" + since(start) + ")");
		List<String> wrong = new ArrayList<>(account.reasons());
		account.expected()
			.stream()
			.filter((each) -> !each.met())
			.forEach((each) -> wrong.add("not as known: " + each.expect() + " (seen: " + each.seen() + ")"));
		wrong.forEach((line) -> terminal.line("    " + line));
	}

}
