package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.time.Duration;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.search.Finding;
import dev.failoverlab.lab.search.SearchListener;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.verdict.Outcome;

/** A line for each schedule, and some for each finding. */
final class SearchView implements SearchListener, AutoCloseable {

	private final Terminal terminal;

	private volatile long began;

	SearchView(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public void started(int number, PlannedRun run, Path folder) {
		this.began = System.nanoTime();
		this.terminal.status("  " + run.name());
	}

	@Override
	public void accept(Event event) {
		if (event instanceof Event.Phase phase) {
			this.terminal.status("  " + Format.clock(event.t()) + ", " + phase.name());
		}
		else if (event instanceof Event.FaultChange fault) {
			this.terminal.status("  " + Format.clock(event.t()) + ", " + fault.fault() + " " + fault.type());
		}
	}

	@Override
	public void judged(String name, String steps, RunSummary summary) {
		close();
		this.terminal.line("[" + name + "] " + Palette.of(summary.outcome()).paint(Format.outcome(summary.outcome()))
				+ "  " + steps + "  (" + Format.duration(Duration.ofNanos(System.nanoTime() - this.began)) + ")");
		summary.reasons().forEach((reason) -> this.terminal.line("    " + reason));
		if (summary.outcome() == Outcome.FAIL) {
			summary.expected()
				.stream()
				.filter((each) -> !each.met())
				.forEach(
						(each) -> this.terminal.line("    not met: " + each.expect() + " (seen: " + each.seen() + ")"));
		}
	}

	@Override
	public void found(Finding finding) {
		this.terminal.line(Palette.STRONG.paint("Found, not met: " + finding.broken()));
		this.terminal.line("    " + (finding.again()
				? "shrunk with " + Format.count(finding.plays(), "run") + " to "
						+ Format.count(finding.length(), "step") + ": " + finding.steps()
				: "did not fail again on a new cluster in " + Format.count(finding.plays(), "run") + ": "
						+ finding.steps()));
		this.terminal.line("    ./lab run " + RunFiles.display(finding.file()) + " --seed " + finding.seed());
	}

	/** Removes the status line. */
	@Override
	public void close() {
		this.terminal.status("");
	}

}
