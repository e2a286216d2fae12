package dev.failoverlab.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as one page that explains itself: no script, no network, nothing beside the
 * file. The same verdict gives the same bytes. Whatever comes from the history is text in
 * it, and cannot become anything else.
 */
public final class HtmlReport {

	/** A table with more columns is not readable. */
	private static final int PARTITIONS = 100;

	private static final StyleSheet STYLE = StyleSheet.load();

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Verdict verdict;

	private final Markup page = new Markup("<!DOCTYPE html>");

	private HtmlReport(Verdict verdict) {
		this.verdict = verdict;
	}

	/**
	 * The report as text.
	 * @param verdict what to report
	 * @return an HTML document
	 */
	public static String of(Verdict verdict) {
		return new HtmlReport(verdict).document();
	}

	private String document() {
		this.page.open("html", "lang", "en").line();
		head();
		this.page.open("body").line();
		title();
		new FiguresSection(this.verdict, this.page).write();
		FindingSection findings = new FindingSection(this.verdict, this.page);
		findings.write();
		new CourseSection(this.verdict, this.page).write();
		leaders();
		new OutageSection(this.verdict, this.page).write();
		observed();
		expectations();
		findings.writeAll();
		footer();
		this.page.close().line().close();
		return this.page.toString();
	}

	/** Nothing may be fetched or run, and only the one style sheet may apply. */
	private void head() {
		this.page.open("head").line().empty("meta", "charset", "utf-8").line();
		this.page
			.empty("meta", "http-equiv", "Content-Security-Policy", "content",
					"default-src 'none'; style-src '" + STYLE.hash() + "'; base-uri 'none'; form-action 'none'")
			.line();
		this.page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
		this.page.empty("meta", "name", "color-scheme", "content", "light dark").line();
		this.page.element("title", outcome() + ": " + this.verdict.scenario()).line();
		this.page.open("style").own(STYLE.text()).close().line().close().line();
	}

	private void title() {
		this.page.open("header").line();
		this.page.open("p", "class", "outcome " + this.verdict.outcome().word()).text(outcome()).close().line();
		this.page.element("h1", this.verdict.scenario()).line();
		this.page.element("p", said(), "class", "said").line();
		for (String reason : this.verdict.reasons()) {
			this.page.element("p", reason, "class", "reason").line();
		}
		this.page
			.element("p",
					"Kafka " + this.verdict.kafka() + ", " + this.verdict.backend() + ". Started "
							+ TIME.format(this.verdict.started()) + ", ran "
							+ Format.duration(this.verdict.durationMs()) + ". Times below are seconds since the start.",
					"class", "soft")
			.line();
		this.page.close().line();
	}

	private String outcome() {
		return Format.outcome(this.verdict.outcome()).toUpperCase(Locale.ROOT);
	}

	private String said() {
		if (this.verdict.outcome() == Outcome.INVALID) {
			return "This run is inconclusive: it proves nothing.";
		}
		List<String> unmet = this.verdict.expectations()
			.stream()
			.filter((each) -> !each.met())
			.map((each) -> each.expect() + " (seen: " + each.seen() + ")")
			.toList();
		if (unmet.isEmpty()) {
			return this.verdict.expectations().isEmpty() ? "This run had no expectations."
					: "All expectations of this run were met.";
		}
		return "Expectations that were not met: " + String.join("; ", unmet) + ".";
	}

	private void observed() {
		if (this.verdict.observed().isEmpty()) {
			return;
		}
		this.page.element("h2", "Observations of the cluster").line();
		HtmlTable table = new HtmlTable(this.page, "Observations", 2, "Observed", "Seen");
		this.verdict.observed().forEach((name, value) -> table.row("", name, String.valueOf(value)));
		table.end();
	}

	private void expectations() {
		this.page.element("h2", "What was expected").line();
		if (this.verdict.expectations().isEmpty()) {
			this.page.element("p", "Nothing.").line();
			return;
		}
		HtmlTable table = new HtmlTable(this.page, "Expectations, and what was seen", 3, "Outcome", "Expected", "Seen");
		for (Met each : this.verdict.expectations()) {
			table.row(each.met() ? "met" : "unmet", each.met() ? "\u2713 met" : "\u2717 not met", each.expect(),
					each.seen());
		}
		table.end();
	}

	private void leaders() {
		this.page.element("h2", "Who led").line();
		List<Integer> partitions = this.verdict.leaders()
			.stream()
			.flatMap((row) -> row.leader().keySet().stream())
			.distinct()
			.limit(PARTITIONS)
			.toList();
		List<String> heading = new ArrayList<>(List.of("Leader of partition"));
		partitions.forEach((partition) -> heading.add(String.valueOf(partition)));
		HtmlTable table = new HtmlTable(this.page, "The leader of each partition", 1, heading.toArray(String[]::new));
		for (Leaders row : this.verdict.leaders()) {
			List<String> cells = new ArrayList<>(List.of(row.when()));
			partitions.forEach((partition) -> cells.add(leader(row.leader().get(partition))));
			table.row("", cells.toArray(String[]::new));
		}
		table.end();
		this.page.element("p",
				"Before: when the first fault was requested. After: when healing began, or the next fault was requested. Recovered: when every"
						+ " replica was in sync again. Rebalanced: when the preferred leaders had been elected. A dash means that"
						+ " there was no leader, or that it is unknown.",
				"class", "soft")
			.line();
	}

	private static String leader(@Nullable Integer node) {
		return (node != null) ? "node " + node : "\u2013";
	}

	private void footer() {
		this.page.open("footer").line();
		this.page.element("h2", "The limits of this result").line();
		this.page.element("p",
				"It applies to this run: these nodes, this load and this fault, at this moment. A race condition with"
						+ " a different timing is not excluded, so repeat the run often. An anomaly without an expectation is"
						+ " reported, but does not change the outcome. Emails with an unknown outcome are neither lost nor"
						+ " duplicates, whether they are in the log or not. A killed process does not lose data that the operating"
						+ " system has buffered: a power failure is a different experiment.")
			.line();
		this.page.element("p", "Everything on this page is derived only from the history of the run.", "class", "soft")
			.line();
		this.page.close().line();
	}

}
