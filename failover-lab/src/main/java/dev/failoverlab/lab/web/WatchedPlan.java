package dev.failoverlab.lab.web;

import java.nio.file.Path;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.PlanListener;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.report.JsonReport;
import org.jspecify.annotations.Nullable;

/** Shows the runs of a plan on a page, one after the other. */
public final class WatchedPlan implements PlanListener {

	private final ShownHistories shown;

	private HistoryFile current = new HistoryFile(Path.of(""));

	public WatchedPlan(ShownHistories shown) {
		this.shown = shown;
	}

	@Override
	public synchronized void started(int number, PlannedRun run, Path folder) {
		this.current = new HistoryFile(RunResult.history(folder));
	}

	/** The first event has made the file. */
	@Override
	public synchronized void accept(Event event) {
		this.current.accept(event);
		this.shown.show(this.current);
	}

	@Override
	public synchronized void ended(RunSummary summary, @Nullable RunResult result) {
		this.current.end((result != null) ? JsonReport.of(result.verdict()) : null);
	}

}
