package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;

/** What to play, one run after the other, and how to sum up the results. */
public interface Plan {

	/** The name of the plan, which its folder is named after. */
	String name();

	/** The runs, in order, 0 or more. */
	List<PlannedRun> runs();

	/**
	 * Whether this is one run alone: it uses the folder of the whole plan, and when it
	 * cannot be played to its end, the plan fails.
	 */
	default boolean isSingle() {
		return false;
	}

	/** Why each of the runs that are left out cannot be played. */
	default List<String> omissions() {
		return List.of();
	}

	/** About how long all runs take together. */
	default Duration estimate() {
		return runs().stream().map(PlannedRun::estimate).reduce(Duration.ZERO, Duration::plus);
	}

	/** The same without what was recorded before and is still valid. */
	default Plan resumed(Records records) {
		return this;
	}

	/** Whether the results can be recorded for the generated pages. */
	default boolean isRecordable() {
		return true;
	}

	/**
	 * Records the results for the generated pages; called after each run.
	 * @param results a result for each run so far, in order
	 * @param records where to keep them
	 */
	void record(List<RunSummary> results, Records records);

	/**
	 * Sums up the results.
	 * @param results a result for each run, in order
	 * @return lines of text
	 */
	List<String> summary(List<RunSummary> results);

}
