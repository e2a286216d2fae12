package dev.failoverlab.lab.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.verdict.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ShareTableTests {

	private static final Matrix MATRIX = new Matrix("share-groups", "What becomes of deliveries?",
			Stream.of("leader of email.send-0", "active controller")
				.map((target) -> new Matrix.Cell(new Matrix.Row("kill", "kill", Duration.ofSeconds(9), 3), target,
						Seen.scenario("kill"), ""))
				.toList(),
			Map.of());

	@Test
	void aRowSumsUpTheRunsOfACell() {
		List<RunSummary> runs = List.of(run(Outcome.PASS, 9_500, 2, Map.of("redelivery-released", 7L)),
				run(Outcome.FAIL, 9_100, 2, Map.of("lost-acknowledgement", 3L, "redelivery-released", 9L)),
				run(Outcome.FAIL, 9_100, 1, Map.of("lost-acknowledgement", 1L)), run(Outcome.INVALID, 1, 2, Map.of()));
		List<String> lines = new ShareTable(MATRIX, runs).lines();
		assertThat(lines.get(1).split(" {2,}")).containsExactly("kill", "leader of email.send-0", "4",
				"2 fail, 1 inconclusive, 1 pass", "4", "0", "0", "released 0 to 9", "9.10 s to 9.50 s",
				"active controller in 1");
		assertThat(lines.get(2)).startsWith("kill   active controller").contains("not recorded yet");
		assertThat(lines.get(3)).isEqualTo("4 of 6 runs recorded, with Kafka 4.2.2.");
	}

	@Test
	void aPageGetsTheTableBetweenItsMarks(@TempDir Path folder) {
		Records records = new Records(folder);
		records.write("share-groups-process", List.of(run(Outcome.PASS, 0, 2, Map.of())));
		String page = "# Title\n<!-- runs of share groups, made by ./lab docs -->\nold\n<!-- end -->\nmore\n";
		assertThat(ShareTable.in(page, MATRIX, records)).startsWith("# Title\n<!-- runs of share groups")
			.contains("1 of 6 runs recorded, with Kafka 4.2.2.\n\n| fault | of the | runs |", "| kill | leader of")
			.doesNotContain("old")
			.endsWith("<!-- end -->\nmore\n");
	}

	private static RunSummary run(Outcome outcome, long outage, int controller, Map<String, @Nullable Long> anomalies) {
		return new RunSummary(MATRIX.cells().get(0).key(), outcome, List.of(), "4.2.2", "process", Instant.EPOCH, 1, 1,
				0, 0, anomalies, 0, 0, List.of(new LongestOutage("kill of node 1", 0, outage, true, null, null)),
				List.of(), Map.of("leader of email.send-0", 1, "active controller", controller, "records not done", 1),
				List.of(), List.of());
	}

}
