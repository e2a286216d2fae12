package dev.failoverlab.lab.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.Plan;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;
import dev.failoverlab.report.RunFiles;
import org.jspecify.annotations.Nullable;

/** Several runs: a line when one starts, its result when it has ended, a table of all. */
final class SeriesView implements PlanView {

	private final Terminal terminal;

	private final Plan plan;

	private final int count;

	private final long began = System.nanoTime();

	private long runBegan;

	private String current = "";

	SeriesView(Terminal terminal, Plan plan) {
		this.terminal = terminal;
		this.plan = plan;
		this.count = plan.runs().size();
		plan.omissions().forEach((reason) -> terminal.line("left out: " + reason));
		terminal.line(Format.count(this.count, "run") + ", which take about " + (plan.estimate().toSeconds() / 60 + 1)
				+ " min on an idle machine.");
	}

	@Override
	public void started(int number, PlannedRun run, Path folder) {
		this.runBegan = System.nanoTime();
		this.current = run.scenario().name();
		this.terminal.line(Palette.STRONG.paint("[%d of %d] %s".formatted(number, this.count, this.current)));
	}

	@Override
	public void accept(Event event) {
		if (event instanceof Event.Phase phase) {
			status(event, phase.name());
		}
		else if (event instanceof Event.FaultChange fault) {
			status(event, fault.fault() + " " + fault.type());
		}
		else if (event instanceof Event.Observed) {
			status(event, "observing");
		}
	}

	private void status(Event event, String what) {
		this.terminal.status("  " + this.current + ": " + Format.clock(event.t()) + ", " + what);
	}

	@Override
	public void ended(RunSummary summary, @Nullable RunResult result) {
		close();
		line(Palette.of(summary.outcome()).paint(Format.outcome(summary.outcome())) + ": " + summary.description()
				+ " (" + since(this.runBegan) + ")");
		summary.reasons().forEach(this::line);
		summary.expected()
			.stream()
			.filter((each) -> !each.met())
			.forEach((each) -> line("not met: " + each.expect() + " (seen: " + each.seen() + ")"));
	}

	private void line(String text) {
		this.terminal.line("    " + text);
	}

	@Override
	public void summary(List<RunSummary> results, RunOptions options) {
		boolean seeds = this.plan.runs().stream().mapToLong(PlannedRun::seed).distinct().count() > 1;
		this.terminal.line("");
		this.plan.summary(results).forEach(this.terminal::line);
		this.terminal.line("");
		this.terminal.line("It took " + since(this.began) + ". The seed was " + options.seed()
				+ (seeds ? ", and one more in each run after the first." : "."));
		this.terminal.line("Summary   " + RunFiles.display(options.directory().resolve("summary.json")));
	}

	private static String since(long began) {
		return Format.duration(Duration.ofNanos(System.nanoTime() - began));
	}

	@Override
	public void close() {
		this.terminal.status("");
	}

}
