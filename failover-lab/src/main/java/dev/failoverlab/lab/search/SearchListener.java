package dev.failoverlab.lab.search;

import java.nio.file.Path;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.PlanListener;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.RunSummary;
import org.jspecify.annotations.Nullable;

/** Follows a search, as far as it likes. */
public interface SearchListener extends PlanListener {

	/**
	 * A schedule was played and judged, and its cluster checked.
	 * @param name such as {@code 7 of 61}
	 * @param steps what it does, in one line
	 */
	default void judged(String name, String steps, RunSummary summary) {
	}

	/** A schedule that fails was shrunk. */
	default void found(Finding finding) {
	}

	@Override
	default void started(int number, PlannedRun run, Path folder) {
	}

	@Override
	default void accept(Event event) {
	}

	@Override
	default void ended(RunSummary summary, @Nullable RunResult result) {
	}

}
