package dev.failoverlab.lab.scenario;

import java.util.List;

/**
 * A claim put to the test.
 *
 * @param name the name by which it is run, without {@code claims/}
 * @param claim the claim, in words
 * @param source who claims it, and where
 * @param truth what is true, in words, as far as it is known
 * @param runs what is played to see; one or more, and one at least that can tell
 */
public record Claim(String name, String claim, String source, String truth, List<Run> runs) {

	public Claim {
		runs = List.copyOf(runs);
		if (runs.stream().allMatch((run) -> run.predictions().isEmpty())) {
			throw new IllegalArgumentException(
					"The claim " + name + " has no run that can tell: none says what the claim predicts.");
		}
	}

	/**
	 * One run of a claim.
	 *
	 * @param name its name within the claim
	 * @param scenario what is played; its expectations are what is known to be true
	 * @param predictions what the claim predicts of its report; empty when it stands
	 * beside the others, for comparison
	 */
	public record Run(String name, Scenario scenario, List<String> predictions) {

		public Run {
			predictions = List.copyOf(predictions);
		}

	}

}
