package dev.failoverlab.lab.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * The page of one claim, in Markdown: all of it from its file and its last record.
 *
 * @param claim the claim
 * @param record its last recorded runs
 * @param page the page, empty until {@link #text} is called
 */
record ClaimPage(Claim claim, Optional<List<RunSummary>> record, Markdown page) {

	String text() {
		this.page.heading(1, this.claim.name());
		this.page.quote(this.claim.claim());
		this.page.paragraph("Source: " + this.claim.source());
		this.record.ifPresentOrElse(this::seen, () -> this.page.paragraph("**Not recorded yet.** `./lab run claims/"
				+ this.claim.name() + " --record` plays it, and `./lab docs` makes this page anew."));
		this.page.paragraph("*Truth:* " + this.claim.truth());
		this.page.heading(2, "What was run");
		this.claim.runs().forEach(this::run);
		this.record.ifPresent((runs) -> {
			this.page.heading(2, "In detail");
			runs.forEach(this::detail);
		});
		this.page.paragraph("Made by `./lab docs` from [the claim's file](../../scenarios/claims/" + this.claim.name()
				+ ".yaml) and its last recorded runs; not to be edited by hand.");
		return this.page.toString();
	}

	private void seen(List<RunSummary> runs) {
		this.page.paragraph("**" + capital(Conclusion.of(runs).word()) + "**, as seen on Kafka " + runs.get(0).kafka()
				+ " (" + runs.get(0).backend() + ") on "
				+ runs.get(0).started().toString().substring(0, "2026-01-01".length()) + ".");
		this.page.heading(2, "What was seen");
		this.page.table(new TextTable<>(
				List.of(Column.text("run", RunSummary::name), Column.text("the claim", RunSummary::claimText),
						Column.number("acknowledged", (run) -> Format.count(run.acknowledged())),
						Column.text("anomalies", RunSummary::anomalyText),
						Column.number("longest without a write", RunSummary::outageText),
						Column.number("took", (run) -> Format.duration(run.durationMs()))),
				runs));
	}

	private void run(Claim.Run run) {
		this.page.heading(3, run.name());
		this.page.bullets(Setting.description(run.scenario()));
	}

	private void detail(RunSummary run) {
		this.page.heading(3, run.name());
		List<Expected> expected = Stream
			.concat(run.predicted().stream().map((each) -> new Expected("the claim", each)),
					run.expected().stream().map((each) -> new Expected("known to be true", each)))
			.toList();
		this.page.table(new TextTable<>(
				List.of(Column.text("", Expected::source), Column.text("expected", (each) -> each.what().expect()),
						Column.text("seen", (each) -> each.what().seen()),
						Column.text("met", (each) -> each.what().met() ? "yes" : "no")),
				expected));
		run.reasons().forEach(this.page::paragraph);
		outages(run.outages());
		observed(run.observed());
	}

	private void outages(List<LongestOutage> outages) {
		if (!outages.isEmpty()) {
			this.page.table(new TextTable<>(List.of(Column.text("no writes during", LongestOutage::cause),
					Column.number("longest", LongestOutage::text),
					Column.number("on partition", (each) -> String.valueOf(each.partition())),
					Column.number("detection", (each) -> Format.duration(each.detectionMs())),
					Column.number("recovery", (each) -> Format.duration(each.recoveryMs()))), outages));
		}
	}

	private void observed(Map<String, Object> observed) {
		if (!observed.isEmpty()) {
			this.page.table(new TextTable<>(
					List.of(Column.text("observed", Map.Entry::getKey),
							Column.text("seen", (each) -> String.valueOf(each.getValue()))),
					List.copyOf(observed.entrySet())));
		}
	}

	private static String capital(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

	/**
	 * An expectation of a run.
	 *
	 * @param source who expects it
	 * @param what the expectation, and whether it was met
	 */
	private record Expected(String source, Met what) {
	}

}
