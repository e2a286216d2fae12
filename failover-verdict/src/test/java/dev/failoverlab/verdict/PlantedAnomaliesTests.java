package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

import static org.assertj.core.api.Assertions.assertThat;
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

	private static final Gen<List<Integer>> STEPS = lists().of(integers().between(0, 28 * 2 * 12 - 1))
		.ofSizeBetween(0, 60);

	@Test
	void areFoundExactly() {
		Map<String, Long> met = new TreeMap<>();
		qt().withExamples(2_000)
			.withShrinkCycles(10_000)
			.forAll(STEPS, booleans().all())
			.checkAssert((steps, committed) -> {
				ModelRun run = new ModelRun(committed);
				steps.forEach(run::step);
				Verdict verdict = run.finished().verdict();
				assertThat(counts(verdict)).isEqualTo(run.planted());
				assertThat(verdict.deliveries()).isEqualTo(run.deliveries());
				run.planted().forEach((anomaly, count) -> met.merge(anomaly, count, Long::sum));
			});
		assertThat(met).containsOnlyKeys(Anomaly.all().stream().map(Anomaly::word).toArray(String[]::new));
	}

	private static Map<String, Long> counts(Verdict verdict) {
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
