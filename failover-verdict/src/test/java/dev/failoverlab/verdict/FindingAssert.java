package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** Says of a history that it holds these anomalies and no others. */
final class FindingAssert {

	private final Verdict verdict;

	private FindingAssert(Verdict verdict) {
		this.verdict = verdict;
	}

	static FindingAssert of(TestHistory history) {
		return new FindingAssert(history.verdict());
	}

	/**
	 * Exactly one kind of anomaly, so often, shown by these ids one example after
	 * another.
	 */
	void holdsOnly(String anomaly, long count, String... ids) {
		assertThat(counts()).isEqualTo(Map.of(anomaly, count));
		List<String> shown = new ArrayList<>();
		this.verdict.finding(anomaly).examples().forEach((example) -> shown.addAll(example.ids()));
		assertThat(shown).containsExactly(ids);
	}

	/** These anomalies, each once. */
	void holdsOnceEach(String... anomalies) {
		assertThat(counts().keySet()).containsExactlyInAnyOrder(anomalies);
		assertThat(counts().values()).containsOnly(1L);
	}

	void holdsNothing() {
		assertThat(counts()).isEmpty();
	}

	private Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		for (Finding finding : this.verdict.findings()) {
			if (finding.count() == null || finding.count() > 0) {
				counts.put(finding.anomaly().word(), (finding.count() != null) ? finding.count() : -1L);
			}
		}
		return counts;
	}

}
