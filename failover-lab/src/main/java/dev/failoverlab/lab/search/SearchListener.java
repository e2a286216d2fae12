package dev.failoverlab.lab.search;

import dev.failoverlab.lab.run.PlanListener;
import dev.failoverlab.lab.run.RunSummary;

/** Follows a search. */
public interface SearchListener extends PlanListener {

	/**
	 * A schedule was played and judged, and its cluster checked.
	 * @param name such as {@code 7 of 61}
	 * @param steps what it does, in one line
	 */
	void judged(String name, String steps, RunSummary summary);

	/** A schedule that fails was shrunk. */
	void found(Finding finding);

}
