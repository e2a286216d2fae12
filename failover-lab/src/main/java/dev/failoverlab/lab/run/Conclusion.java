package dev.failoverlab.lab.run;

import java.util.List;
import java.util.Locale;

import dev.failoverlab.verdict.Outcome;

/** What became of a claim. */
public enum Conclusion {

	/** What it predicts was seen in every run that can tell. */
	CONFIRMED,

	/** It was seen in some of them, and not in others: the claim is too simple. */
	REFINED,

	/** It was seen in none of them. */
	REFUTED,

	/** No run can tell, or one of them was inconclusive. */
	INCONCLUSIVE;

	/**
	 * The conclusion from all runs of a claim. A run without a prediction of the claim
	 * stands beside the others, and counts for neither side.
	 * @param runs what was seen
	 * @return what became of the claim; inconclusive when no run can tell
	 */
	public static Conclusion of(List<RunSummary> runs) {
		List<RunSummary> telling = runs.stream().filter((run) -> !run.predicted().isEmpty()).toList();
		if (telling.isEmpty() || runs.stream().anyMatch((run) -> run.outcome() == Outcome.INVALID)) {
			return INCONCLUSIVE;
		}
		long holding = telling.stream().filter(RunSummary::meetsClaim).count();
		if (holding == telling.size()) {
			return CONFIRMED;
		}
		return (holding == 0) ? REFUTED : REFINED;
	}

	/**
	 * The word for it.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
