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
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * What became of a number of claims, as one table.
 *
 * @param all each claim with what was seen, in the order in which they were run
 */
public record ClaimResults(List<Finding> all) {

	public ClaimResults {
		all = List.copyOf(all);
	}

	/**
	 * What became of one.
	 *
	 * @param claim what was put to the test
	 * @param runs what was seen, in the order of its runs
	 */
	public record Finding(Claim claim, List<RunSummary> runs) {

		public Finding {
			runs = List.copyOf(runs);
		}

		/**
		 * What became of its claim.
		 * @return confirmed, refined, refuted or inconclusive
		 */
		public Conclusion conclusion() {
			return Conclusion.of(this.runs);
		}

	}

	/**
	 * The worst of all runs, which is the outcome of the whole: a refuted claim is no
	 * failure, and a run in which what is known to be true was not seen is one.
	 * @return fail when any run failed, else invalid when any was, else pass
	 */
	public Outcome outcome() {
		return SetSummary
			.worst(this.all.stream().flatMap((each) -> each.runs().stream()).map(RunSummary::outcome).toList());
	}

	/**
	 * The table: each claim with its source, what was seen, and what became of it.
	 * @return lines
	 */
	public List<String> lines() {
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
		TextTable<RunSummary> table = new TextTable<>(List.of(Column.text("", RunText::held),
				Column.text("", RunSummary::name), Column.text("", RunSummary::inWords)), finding.runs());
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
			.of(run.predicted().stream().map(ClaimResults::predicted),
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
		return this.all.size() + " claims: " + counts + ". " + switch (outcome()) {
			case PASS -> "Every run met what is known to be true.";
			case FAIL -> "Some run did not meet what is known to be true.";
			case INVALID -> "Some run was inconclusive.";
		};
	}

	private long count(Conclusion conclusion) {
		return this.all.stream().filter((finding) -> finding.conclusion() == conclusion).count();
	}

}
