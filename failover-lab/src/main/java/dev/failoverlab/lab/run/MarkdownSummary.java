package dev.failoverlab.lab.run;

import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.report.Format;
import dev.failoverlab.report.TestSuite;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Outcome;

/**
 * The results of a plan in Markdown, as CI servers show them on the page of a build.
 *
 * @param runs what has ended so far, in order
 * @param details what the terminal shows
 */
record MarkdownSummary(List<Played> runs, List<String> details) {

	MarkdownSummary {
		runs = List.copyOf(runs);
		details = List.copyOf(details);
	}

	/**
	 * A run that has ended.
	 *
	 * @param suite its tests
	 * @param result its result
	 */
	record Played(TestSuite suite, RunSummary result) {
	}

	String text() {
		Markdown page = new Markdown();
		List<RunSummary> results = this.runs.stream().map(Played::result).toList();
		page.heading(2, "Kafka failover: "
				+ (results.isEmpty() ? "no run has ended" : Format.outcome(RunSummary.worst(results))));
		if (!results.isEmpty()) {
			page.paragraph(Format.count(results.size(), "run") + ": " + ScenarioTable.results(results) + ".");
			page.table(table());
		}
		this.runs.stream().filter((run) -> run.result().outcome() != Outcome.PASS).forEach((run) -> {
			page.heading(3, Markdown.plain(run.suite().name()) + ": " + Format.outcome(run.result().outcome()));
			page.bullets(problems(run).toList());
		});
		if (!this.details.isEmpty()) {
			page.details("Details", this.details);
		}
		return page.toString();
	}

	private TextTable<Played> table() {
		return new TextTable<>(
				List.of(Column.text("run", (run) -> run.suite().name()),
						Column.text("result", (run) -> Format.outcome(run.result().outcome())),
						Column.number("acknowledged", (run) -> Format.count(run.result().acknowledged())),
						Column.text("anomalies", (run) -> run.result().anomalyText()),
						Column.text("longest outage", (run) -> run.result().outageText()),
						Column.text("Kafka", (run) -> (run.result().kafka() + " " + run.result().backend()).strip())),
				this.runs);
	}

	private static Stream<String> problems(Played run) {
		TestSuite suite = run.suite();
		return Stream.concat(suite.reasons().stream().map((reason) -> "inconclusive: " + Markdown.plain(reason)),
				suite.expectations()
					.stream()
					.filter(suite::failed)
					.map((each) -> "not met: `" + each.expect() + "`. " + Markdown.plain(suite.seen(each))));
	}

}
