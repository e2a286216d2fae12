package dev.failoverlab.lab.console;

import java.util.List;

import dev.failoverlab.lab.run.Plan;
import dev.failoverlab.lab.run.PlanListener;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;

/** A plan as a terminal shows it. */
public interface PlanView extends PlanListener, AutoCloseable {

	/**
	 * A view of a plan.
	 * @param terminal where to show it
	 * @param plan what is played
	 * @param verbose whether every change and every expectation of a single run is shown
	 * @return a view of every event of a single run, or of the progress of several
	 */
	static PlanView of(Terminal terminal, Plan plan, boolean verbose) {
		return plan.isSingle() ? new SingleRunView(terminal, verbose) : new SeriesView(terminal, plan);
	}

	/**
	 * Shows what all runs add up to.
	 * @param results a result for each run, in order
	 * @param options how they were played
	 */
	void summary(List<RunSummary> results, RunOptions options);

	/** Removes the status line; what was printed stays. */
	@Override
	void close();

}
