package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.function.Consumer;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** Follows the runs of a plan. The events of a run arrive on the recorder's thread. */
public interface PlanListener extends Consumer<Event> {

	/**
	 * A run is about to start.
	 * @param number its number in the plan, from 1
	 * @param run the run
	 * @param folder where its history, reports and logs are kept
	 */
	void started(int number, PlannedRun run, Path folder);

	/**
	 * A run has ended, and nothing of it is running any more.
	 * @param summary its result
	 * @param result the verdict and its files, or null when the run could not be played
	 * to its end
	 */
	void ended(RunSummary summary, @Nullable RunResult result);

}
