package dev.failoverlab.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * A run as a test suite: each expectation is a test.
 *
 * @param name the run's name, which differs from those of other runs in the same report
 * @param outcome pass, fail or invalid
 * @param started when the run began
 * @param durationMs how long it took, in milliseconds
 * @param reasons why the run is inconclusive, in sentences
 * @param expectations the tests
 * @param findings what failed tests can show as examples
 */
public record TestSuite(String name, Outcome outcome, Instant started, long durationMs, List<String> reasons,
		List<Met> expectations, List<Finding> findings) {

	/** Enough to see what it is about; report.json has more. */
	private static final int EXAMPLES = 3;

	public TestSuite {
		reasons = List.copyOf(reasons);
		expectations = List.copyOf(expectations);
		findings = List.copyOf(findings);
	}

	/** A run that was judged. */
	public static TestSuite of(String name, Verdict verdict) {
		return new TestSuite(name, verdict.outcome(), verdict.started(), verdict.durationMs(), verdict.reasons(),
				verdict.expectations(), verdict.findings());
	}

	/** A run that could not be played to its end: inconclusive, and without a test. */
	public static TestSuite unplayed(String name, Instant started, List<String> reasons) {
		return new TestSuite(name, Outcome.INVALID, started, 0, reasons, List.of(), List.of());
	}

	/** Whether what was expected was not seen, in a run that can tell. */
	public boolean failed(Met expectation) {
		return this.outcome != Outcome.INVALID && !expectation.met();
	}

	/** What was seen, with the first examples of the anomaly that was expected or not. */
	public String seen(Met expectation) {
		return Stream.concat(Stream.of("Seen: " + expectation.seen() + "."), examples(expectation.expect()))
			.collect(Collectors.joining(" "));
	}

	private Stream<String> examples(String expectation) {
		return this.findings.stream()
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

}
