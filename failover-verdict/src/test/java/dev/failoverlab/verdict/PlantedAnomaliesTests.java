package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.TestHistory;

import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

/**
 * Random runs of a model with a known number of anomalies of every kind: the verdict
 * finds them, no more and no fewer. A run that it judges wrongly is made smaller and
 * printed with its seed.
 */
class PlantedAnomaliesTests {

	private static final List<Consumer<TestHistory>> CONTRADICTIONS = List.of((history) -> history.log(0, 0, 900_002),
			(history) -> history.scan("0:900003:y"), (history) -> history.scanCommitted("0:900001:y"),
			(history) -> history.scanBy("s1", Event.READ_COMMITTED, "0:900000:z")
				.scanBy("s2", Event.READ_COMMITTED, "0:900002:z2"),
			(history) -> history.scanBy("s3", Event.READ_UNCOMMITTED, "0:0:e1", "0:900002:z2"));

	private static final List<String> NOT_OF_COMPACTED = List.of("lost-write", "lost-read", "unseen", "poll-skip",
			"int-poll-skip");

	private static final Gen<List<Integer>> STEPS = lists().of(integers().between(0, ModelRun.kinds() * 2 * 12 - 1))
		.ofSizeBetween(0, 60);

	@Test
	void areFoundExactly() {
		Map<String, Long> met = new TreeMap<>();
		qt().withExamples(3_000)
			.withShrinkCycles(10_000)
			.forAll(STEPS, booleans().all())
			.checkAssert((steps, committed) -> {
				ModelRun run = new ModelRun(committed);
				steps.forEach(run::step);
				Verdict verdict = run.finished().verdict();
				assertThat(counts(verdict)).isEqualTo(run.planted());
				assertThat(verdict.deliveries()).isEqualTo(run.deliveries());
				assertThat(verdict.sends().notJudged()).isEqualTo(run.removed());
				assertThat(verdict.sends().foreignRecords()).isEqualTo(run.foreign());
				assertThat(verdict.reasons())
					.filteredOn((reason) -> reason.startsWith("Nothing is known of the outages"))
					.hasSize(run.unwatched().isEmpty() ? 0 : 1)
					.allMatch((reason) -> reason.replaceAll("\\D+", "").equals(digits(run.unwatched())));
				run.planted().forEach((anomaly, count) -> met.merge(anomaly, count, Long::sum));
			});
		assertThat(met).containsOnlyKeys(words(TestHistory.of(1)));
	}

	@Test
	void ofACompactedTopicAreFoundAsFarAsItCanTell() {
		qt().withExamples(300).forAll(STEPS, booleans().all()).checkAssert((steps, committed) -> {
			ModelRun run = new ModelRun(committed).compacted();
			steps.forEach(run::step);
			Map<String, Long> expected = new TreeMap<>(run.planted());
			NOT_OF_COMPACTED.forEach((anomaly) -> expected.put(anomaly, -1L));
			assertThat(counts(run.finished().verdict())).isEqualTo(expected);
		});
	}

	@Test
	void areNotCountedInAHistoryThatContradictsItself() {
		qt().withExamples(300)
			.forAll(STEPS, integers().between(0, CONTRADICTIONS.size() - 1))
			.checkAssert((steps, number) -> {
				ModelRun run = new ModelRun(false);
				steps.forEach(run::step);
				TestHistory history = run.finished().scan("0:900000:z", "0:900002:z2");
				CONTRADICTIONS.get(number).accept(history.log(0, 0, 900_003));
				assertThatExceptionOfType(HistoryException.class).isThrownBy(history::verdict)
					.withMessageMatching("Line \\d+ of the history .*offset 90000\\d.*");
			});
	}

	/** The anomalies that apply to such a history. */
	static String[] words(TestHistory history) {
		return history.verdict().findings().stream().map((finding) -> finding.anomaly().word()).toArray(String[]::new);
	}

	private static String digits(List<Integer> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining());
	}

	static Map<String, Long> counts(Verdict verdict) {
		Map<String, Long> counts = new TreeMap<>();
		verdict.findings().forEach((finding) -> {
			Long count = finding.count();
			if (count == null || count != 0) {
				counts.put(finding.anomaly().word(), (count != null) ? count : -1);
			}
		});
		return counts;
	}

}
