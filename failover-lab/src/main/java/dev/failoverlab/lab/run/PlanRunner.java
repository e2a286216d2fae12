package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.RunException;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * Plays the runs of a plan, one after the other. A run of several that cannot be played
 * to its end is inconclusive, and the others go on.
 */
public final class PlanRunner implements AutoCloseable {

	private final Plan plan;

	private final RunOptions options;

	private final List<PlanListener> listeners;

	private final Consumer<List<RunSummary>> record;

	private final CloseStack closing = new CloseStack();

	/**
	 * Prepares a plan; nothing is started yet.
	 * @param plan what to play
	 * @param options how; of several runs each gets a folder of its own in that of these
	 * @param listeners follow the runs
	 * @param record takes the results so far after each run, for a plan of several
	 * sittings
	 */
	public PlanRunner(Plan plan, RunOptions options, List<PlanListener> listeners, Consumer<List<RunSummary>> record) {
		this.plan = plan;
		this.options = options;
		this.listeners = List.copyOf(listeners);
		this.record = record;
	}

	/**
	 * Plays all runs.
	 * @return a result for each, in order; of several also kept in {@code summary.json}
	 */
	public List<RunSummary> play() {
		List<RunSummary> results = new ArrayList<>();
		for (PlannedRun run : this.plan.runs()) {
			results.add(play(results.size() + 1, run));
			this.record.accept(results);
		}
		if (!this.plan.isSingle()) {
			new Records(this.options.directory()).write("summary", results);
		}
		return results;
	}

	/**
	 * Plays one run.
	 * @param number which its folder is named after, from 1
	 */
	public RunSummary play(int number, PlannedRun run) {
		Path folder = folder(number, run);
		LibraryLog.to(folder.resolve("lab.log"));
		this.listeners.forEach((each) -> each.started(number, run, folder));
		RunResult result = null;
		RunSummary summary;
		try (ScenarioRunner runner = new ScenarioRunner(run.scenario(), this.options.with(folder, run.seed()))) {
			this.closing.add(runner);
			this.listeners.forEach(runner::listen);
			result = runner.run();
			summary = RunSummary.of(run.name(), result.verdict(), predicted(run, result));
		}
		catch (RunException | ClusterException | HistoryException ex) {
			if (this.closing.isClosed() || this.plan.isSingle()) {
				throw ex;
			}
			summary = RunSummary.unplayed(run.name(), this.options.backend().word(), String.valueOf(ex.getMessage()));
		}
		for (PlanListener each : this.listeners) {
			each.ended(summary, result);
		}
		return summary;
	}

	/** Where the files of a run are, or will be. */
	public Path folder(int number, PlannedRun run) {
		return this.plan.isSingle() ? this.options.directory() : this.options.directory()
			.resolve("%02d-%s".formatted(number, run.scenario().name().replaceAll("[^A-Za-z0-9=.]+", "-")));
	}

	private static List<Met> predicted(PlannedRun run, RunResult result) {
		return run.predictions().isEmpty() ? List.of()
				: Judge.judge(result.files().history(), run.predictions().stream().map(Expectation::parse).toList())
					.expectations();
	}

	/**
	 * Ends the current run and every process of it, and with it the plan. Can be called
	 * from another thread, and repeated without harm.
	 */
	@Override
	public void close() {
		this.closing.close();
	}

}
