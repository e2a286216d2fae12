package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.lab.run.ClaimTable.Finding;
import dev.failoverlab.lab.scenario.Claim;

/**
 * All runs of some claims.
 *
 * @param claims the claims, in the order in which they are tested
 * @param seed the seed of every run
 */
record ClaimPlan(List<Claim> claims, long seed) implements Plan {

	@Override
	public String name() {
		return Plans.CLAIMS;
	}

	@Override
	public List<PlannedRun> runs() {
		return this.claims.stream()
			.flatMap((claim) -> claim.runs().stream())
			.map((run) -> new PlannedRun(run.name(), run.scenario(), run.predictions(), this.seed))
			.toList();
	}

	@Override
	public void record(List<RunSummary> results, Records records) {
		findings(results).forEach((finding) -> records.write(Pages.recordOf(finding.claim()), finding.runs()));
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		return new ClaimTable(findings(results)).lines();
	}

	/** The claims all of whose runs were played. */
	private List<Finding> findings(List<RunSummary> results) {
		List<Finding> findings = new ArrayList<>();
		int from = 0;
		for (Claim claim : this.claims) {
			int to = from + claim.runs().size();
			if (to <= results.size()) {
				findings.add(new Finding(claim, results.subList(from, to)));
			}
			from = to;
		}
		return findings;
	}

}
