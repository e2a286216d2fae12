package dev.failoverlab.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * A verdict as JUnit's XML, so that a CI server shows each expectation as a test. One
 * more test says whether the run is conclusive: when it is not, that test has an error
 * and the expectations are skipped.
 */
public final class JunitReport {

	private static final String VALID = "the run is valid";

	/** Enough to see what it is about; report.json has more. */
	private static final int EXAMPLES = 3;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Verdict verdict;

	private final Markup page = new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

	private JunitReport(Verdict verdict) {
		this.verdict = verdict;
	}

	/**
	 * The report as text.
	 * @param verdict what to report
	 * @return an XML document
	 */
	public static String of(Verdict verdict) {
		return new JunitReport(verdict).document();
	}

	private String document() {
		boolean invalid = this.verdict.outcome() == Outcome.INVALID;
		List<Met> all = this.verdict.expectations();
		long failures = invalid ? 0 : all.stream().filter((each) -> !each.met()).count();
		this.page.open("testsuites").line();
		this.page.open("testsuite", "name", suite(), "tests", all.size() + 1, "failures", failures, "errors",
				this.verdict.reasons().isEmpty() ? 0 : 1, "skipped", invalid ? all.size() : 0, "time",
				seconds(this.verdict.durationMs()), "timestamp", TIME.format(this.verdict.started()));
		this.page.line();
		validity();
		all.forEach((each) -> expectation(each, invalid));
		this.page.close().line().close();
		return this.page.toString();
	}

	private String suite() {
		return "failover-lab." + this.verdict.scenario();
	}

	private void validity() {
		open(VALID);
		if (!this.verdict.reasons().isEmpty()) {
			this.page.element("error", String.join(" ", this.verdict.reasons()), "message",
					String.join(" ", this.verdict.reasons()), "type", Outcome.INVALID.word());
		}
		this.page.close().line();
	}

	private void expectation(Met each, boolean invalid) {
		open(each.expect());
		if (invalid) {
			this.page.empty("skipped", "message", "The run is inconclusive. Seen: " + each.seen());
		}
		else if (!each.met()) {
			List<String> examples = examples(each.expect()).toList();
			String message = Stream.concat(Stream.of("Seen: " + each.seen() + "."), examples.stream())
				.collect(Collectors.joining(" "));
			this.page.element("failure", message, "message", message, "type", Outcome.FAIL.word());
		}
		this.page.close().line();
	}

	private void open(String name) {
		this.page.open("testcase", "name", name, "classname", suite(), "time", "0");
	}

	/** The first examples of the anomaly that an expectation speaks of, if it does. */
	private Stream<String> examples(String expectation) {
		return this.verdict.findings()
			.stream()
			.filter((finding) -> speaksOf(expectation, finding))
			.flatMap((finding) -> finding.examples()
				.stream()
				.limit(EXAMPLES)
				.map((example) -> Format.sentence(finding.anomaly(), example) + "."));
	}

	private static boolean speaksOf(String expectation, Finding finding) {
		String word = finding.anomaly().word().toLowerCase(Locale.ROOT);
		return Stream.of(expectation.toLowerCase(Locale.ROOT).split("[\\s<>=!]+")).anyMatch(word::equals);
	}

	private static String seconds(long milliseconds) {
		return String.format(Locale.ROOT, "%.3f", milliseconds / 1e3);
	}

}
