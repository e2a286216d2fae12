package dev.failoverlab.lab.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.observe.ClusterQuestion;
import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.lab.scenario.Versions;
import dev.failoverlab.lab.scenario.Versions.Cell;
import dev.failoverlab.verdict.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionsTableTests {

	private static final Versions VERSIONS = new Versions("What then?", List.of(
			new Cell("3.9.2", "killed", Seen.scenario("kill")), new Cell("3.9.2", "stopped", Seen.scenario("stop")),
			new Cell("4.3.1", "killed", Seen.scenario("kill")), new Cell("4.3.1", "stopped", Seen.scenario("stop"))));

	private static final List<RunSummary> RUNS = List.of(
			seen(0, Outcome.PASS, Map.of(), 10_000, outage("kill of node 2", 9_500),
					outage("leadership given back", 9_900)),
			seen(1, Outcome.PASS, Map.of(), 12_000),
			seen(2, Outcome.FAIL, Map.of("lost-write", 2L), 8_000, outage("kill of node 2", 400)));

	@Test
	void showsTheStartAndTheOutageDuringTheFault() {
		assertThat(new VersionsTable(VERSIONS, RUNS).table().lines()).containsExactly(
				"Kafka    start       killed           stopped  anomalies",
				"3.9.2  12.00 s       9.50 s              none  none",
				"4.3.1   8.00 s  FAIL 400 ms  not recorded yet  2 lost-write");
	}

	@Test
	void aRunThatWasNotPlayedToItsEndIsInconclusive() {
		RunSummary unplayed = RunSummary.unplayed(VERSIONS.cells().get(0).key(), "process", "No node.");
		assertThat(new VersionsTable(VERSIONS, List.of(unplayed)).table().lines().get(1)).contains("inconclusive");
	}

	@Test
	void onAPageItsTableIsMadeAnew() {
		String page = "# Versions\n\n<!-- table of versions, made by ./lab docs -->\nold\n<!-- end -->\nmore\n";
		assertThat(new VersionsTable(VERSIONS, RUNS).in(page)).startsWith("# Versions\n\n<!-- table of versions")
			.contains("| Kafka | start | killed | stopped | anomalies |\n| --- |", "| 4.3.1 | 8.00 s | FAIL 400 ms |",
					"Recorded on 2026-01-02: 3 runs, 3.00 s in all.")
			.endsWith("<!-- end -->\nmore\n")
			.doesNotContain("old");
		assertThat(new VersionsTable(VERSIONS, List.of()).in(page)).contains("Not recorded yet.");
	}

	private static LongestOutage outage(String cause, long ms) {
		return new LongestOutage(cause, 0, ms, true, null, null);
	}

	private static RunSummary seen(int cell, Outcome outcome, Map<String, Long> anomalies, long start,
			LongestOutage... outages) {
		return new RunSummary(VERSIONS.cells().get(cell).key(), outcome, List.of(), "4", "process",
				Instant.parse("2026-01-02T03:04:05Z"), 1000, 1, 0, 0, Map.copyOf(anomalies), 0, 0, List.of(outages),
				List.of(), Map.of(ClusterQuestion.START_TIME, start), List.of(), List.of());
	}

}
