package dev.failoverlab.lab.console;

import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.report.Palette;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.report.TextReport;
import org.jspecify.annotations.Nullable;

/** One run: what happens, as it happens, then the report. */
final class SingleRunView implements PlanView {

	private final Terminal terminal;

	private final boolean verbose;

	private @Nullable RunView view;

	SingleRunView(Terminal terminal, boolean verbose) {
		this.terminal = terminal;
		this.verbose = verbose;
	}

	@Override
	public void started(int number, PlannedRun run, Path folder) {
		this.terminal.line(Palette.STRONG.paint(run.scenario().name()) + ": " + run.scenario().question());
		this.terminal.line("history, report and logs: " + RunFiles.display(folder) + " (seed " + run.seed() + ")");
		this.terminal.line("");
		this.view = RunView.live(this.terminal, run.scenario().topic().name(), this.verbose);
	}

	@Override
	public void accept(Event event) {
		if (this.view != null) {
			this.view.accept(event);
		}
	}

	@Override
	public void ended(RunSummary summary, @Nullable RunResult result) {
		close();
		this.terminal.line("");
		if (result != null) {
			boolean colours = this.terminal.hasColours();
			(this.verbose ? TextReport.of(result.verdict(), colours) : TextReport.brief(result.verdict(), colours))
				.lines()
				.forEach(this.terminal::line);
			List<String> files = result.files().lines();
			// The first line of the run says where all of them are.
			(this.verbose ? files : files.subList(2, files.size())).forEach(this.terminal::line);
		}
	}

	@Override
	public void summary(List<RunSummary> results, RunOptions options) {
		// The report says it all.
	}

	@Override
	public void close() {
		if (this.view != null) {
			this.view.close();
		}
	}

}
