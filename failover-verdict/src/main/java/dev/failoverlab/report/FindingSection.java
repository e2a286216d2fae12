package dev.failoverlab.report;

import java.util.List;

import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

/** What went wrong, each finding with what it means and the places that show it. */
final class FindingSection {

	private final Verdict verdict;

	private final Markup page;

	FindingSection(Verdict verdict, Markup page) {
		this.verdict = verdict;
		this.page = page;
	}

	static String count(Finding finding) {
		return (finding.count() != null) ? Format.count(finding.count()) : "not known";
	}

	/** Those that were found. */
	void write() {
		List<Finding> found = this.verdict.findings()
			.stream()
			.filter((finding) -> finding.count() != null && finding.count() > 0)
			.toList();
		if (!found.isEmpty()) {
			this.page.element("h2", "What went wrong").line();
			found.forEach(this::finding);
		}
	}

	/** All that was looked for, found or not. */
	void writeAll() {
		this.page.element("h2", "What was checked").line();
		HtmlTable table = new HtmlTable(this.page, "All anomalies that were checked", 2, "Anomaly", "What is counted",
				"Count");
		for (Finding finding : this.verdict.findings()) {
			boolean bad = finding.count() == null || finding.count() > 0;
			table.row(bad ? "found" : "", finding.anomaly().word(), finding.anomaly().description(2), count(finding));
		}
		table.end();
	}

	private void finding(Finding finding) {
		long count = (finding.count() != null) ? finding.count() : 0;
		this.page.open("section", "class", "finding").line();
		this.page
			.element("h3",
					finding.anomaly().word() + ": " + Format.count(count) + " " + finding.anomaly().description(count))
			.line();
		this.page.element("p", finding.anomaly().explanation()).line();
		this.page.open("ol", "tabindex", "0", "role", "region", "aria-label", "Examples of " + finding.anomaly().word())
			.line();
		finding.examples().forEach((example) -> example(finding.anomaly(), example));
		this.page.close().line();
		if (count > finding.examples().size()) {
			this.page.element("p", "And " + Format.count(count - finding.examples().size()) + " more.", "class", "soft")
				.line();
		}
		this.page.close().line();
	}

	private void example(Anomaly anomaly, Example example) {
		this.page.open("li").element("p", Format.plain(anomaly.sentence(example))).line();
		this.page.open("p", "class", "soft facts");
		fact("ids", example.ids());
		fact("partition", example.partitions().stream().distinct().toList());
		fact("offsets", example.offsets());
		fact("times", example.times().stream().map(Format::exactly).toList());
		fact("history lines", example.lines());
		this.page.close().close().line();
	}

	private void fact(String name, List<?> values) {
		if (!values.isEmpty()) {
			this.page.open("span").text(name + " ");
			this.page.element("code", String.join(", ", values.stream().map(String::valueOf).toList()))
				.close()
				.text(" ");
		}
	}

}
