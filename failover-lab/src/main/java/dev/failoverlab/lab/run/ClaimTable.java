package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * Claims and what their runs showed, as one table.
 *
 * @param all the claims, in the order in which they were tested
 */
record ClaimTable(List<Finding> all) {

	public ClaimTable {
		all = List.copyOf(all);
	}

	/**
	 * One claim and its results.
	 *
	 * @param claim the claim
	 * @param runs the results, in the order of its runs
	 */
	record Finding(Claim claim, List<RunSummary> runs) {

		public Finding {
			runs = List.copyOf(runs);
		}

		Conclusion conclusion() {
			return Conclusion.of(this.runs);
		}

	}

	/** Each claim with its source, its results and the conclusion. */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.all.forEach((finding) -> lines.addAll(lines(finding)));
		lines.add(summary());
		return lines;
	}

	private static List<String> lines(Finding finding) {
		Claim claim = finding.claim();
		List<String> lines = new ArrayList<>();
		lines.add(finding.conclusion().word().toUpperCase(Locale.ROOT) + "  " + claim.name() + ": " + claim.claim());
		lines.add("  source: " + claim.source());
		TextTable<RunSummary> table = new TextTable<>(List.of(Column.text("", RunSummary::claimText),
				Column.text("", RunSummary::name), Column.text("", RunSummary::description)), finding.runs());
		Iterator<String> runs = table.lines().listIterator(1);
		finding.runs().forEach((run) -> {
			lines.add("  " + runs.next());
			details(run).forEach((line) -> lines.add("    " + line));
		});
		lines.add("  truth: " + claim.truth());
		lines.add("");
		return lines;
	}

	private static Stream<String> details(RunSummary run) {
		return Stream
			.of(run.predicted().stream().map(ClaimTable::predicted),
					run.expected()
						.stream()
						.filter((each) -> !each.met())
						.map((each) -> "NOT AS KNOWN: " + each.expect() + " (seen: " + each.seen() + ")"),
					run.reasons().stream().map((reason) -> "INCONCLUSIVE: " + reason))
			.flatMap((lines) -> lines);
	}

	private static String predicted(Met each) {
		return (each.met() ? "as claimed: " : "not as claimed: ") + each.expect() + " (seen: " + each.seen() + ")";
	}

	private String summary() {
		String counts = Arrays.stream(Conclusion.values())
			.map((conclusion) -> count(conclusion) + " " + conclusion.word())
			.collect(Collectors.joining(", "));
		return this.all.size() + " claims: " + counts + ". "
				+ switch (RunSummary.worst(this.all.stream().flatMap((each) -> each.runs().stream()).toList())) {
					case PASS -> "Every run met what is known to be true.";
					case FAIL -> "Some run did not meet what is known to be true.";
					case INVALID -> "Some run was inconclusive.";
				};
	}

	private long count(Conclusion conclusion) {
		return this.all.stream().filter((finding) -> finding.conclusion() == conclusion).count();
	}

}
