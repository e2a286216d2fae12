package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PagesTests {

	private static final Claim CLAIM = Seen.claim("loss", Seen.run("careful", "lost-write = 0"),
			Seen.run("careless", "lost-write = 0"));

	private static final Matrix.Row KILL = new Matrix.Row("kill", "kill", Duration.ofSeconds(9), 3);

	private static final Matrix.Row PARTITION = new Matrix.Row("partition", "partition", Duration.ofSeconds(9), 1);

	private static final Matrix MATRIX = new Matrix("matrix", "What does each fault do?",
			List.of(new Matrix.Cell(KILL, "leader", Seen.scenario("kill"), ""),
					new Matrix.Cell(KILL, "follower", Seen.scenario("kill"), ""),
					new Matrix.Cell(PARTITION, "leader", Seen.scenario("partition"), ""),
					new Matrix.Cell(PARTITION, "follower", null, "no follower can be cut off")),
			Map.of("a minority", "it is one node"));

	private static final List<RunSummary> RUNS = List.of(
			Seen.account("careful", Seen.verdict(false, "lost-write = 0"), true),
			Seen.account("careless", Seen.verdict(true, "lost-write > 0"), false));

	@TempDir
	private Path folder;

	@Test
	void aRecordIsReadAsItWasWritten() {
		Records records = new Records(this.folder.resolve("recorded"));
		assertThat(records.read("claims/loss")).isEmpty();
		records.write("claims/loss", RUNS);
		assertThat(records.read("claims/loss")).contains(RUNS);
		assertThat(this.folder.resolve("recorded/claims-loss.json")).content().doesNotContain("basis");
	}

	@Test
	void aRecordThatCannotBeReadIsNamed() throws Exception {
		java.nio.file.Files.writeString(this.folder.resolve("matrix.json"), "[{\"name\":3}]");
		assertThatExceptionOfType(LabException.class).isThrownBy(() -> new Records(this.folder).read("matrix"))
			.withMessageContaining("matrix.json");
	}

	@Test
	void aPageTellsWhatWasSeenAndWhatBecameOfTheClaim() {
		String page = pages(true).get("claims/loss.md");
		assertThat(page)
			.contains("# loss\n\n> Nothing is lost | ever.\n\nSource: the book, 1\n\n**Refined**, as seen on")
			.contains("| careful | holds | 3 | none | 400 ms |")
			.contains("| careless | does not hold | 3 | 1 lost-write, 1 never delivered | 400 ms |")
			.contains("| known to be true | lost-write > 0 | 1 | yes |")
			.contains("| voters | 1, 2, 3 |")
			.contains("*Truth:* It depends.")
			.contains("- topic email.send: 1 partition, replication factor 3")
			.contains("- after 5.0 s: kill leader of email.send-0\n- after 9.0 s: heal")
			.endsWith("not to be edited by hand.\n");
	}

	@Test
	void theIndexLeadsToEachPage() {
		assertThat(pages(true).get("claims/README.md"))
			.contains("| [loss](loss.md) | Nothing is lost \\| ever. | refined |");
	}

	@Test
	void whatWasNotRecordedYetIsSaidToBeSo() {
		Map<String, String> pages = pages(false);
		assertThat(pages.get("claims/loss.md")).contains("**Not recorded yet.**").doesNotContain("What was seen");
		assertThat(pages.get("claims/README.md")).contains("| not recorded yet |");
		assertThat(pages.get("matrix.md")).contains("**Not recorded yet.**");
	}

	@Test
	void theMatrixIsATableOfFaultsAndTargets() {
		RunSummary run = Seen.account(MATRIX.cells().get(0).key(), Seen.verdict(true, "lost-write = 0"));
		MatrixTable table = new MatrixTable(MATRIX, StartedNodes.PROCESS, List.of(run));
		assertThat(table.lines()).containsExactly(
				"longest outage, anomalies  leader                                        follower",
				"kill, for 9.00 s           FAIL 400 ms; 1 lost-write, 1 never delivered  not recorded yet",
				"partition, for 9.00 s      left out (1)                                  left out (2)",
				"(1) it needs nodes with their own network, which containers have.", "(2) no follower can be cut off.");
		Records records = new Records(this.folder);
		records.write("matrix-process", List.of(run));
		assertThat(new Pages(List.of(CLAIM), MATRIX, records).all().get("matrix.md"))
			.contains("## Nodes: process\n\nRecorded on 2026-01-02: 1 run, 507 ms in all.")
			.contains("|  | leader | follower |\n| --- | --- | --- |\n| kill, for 9.00 s | FAIL 400 ms;")
			.contains("## Nodes: compose\n\n**Not recorded yet.** `./lab run matrix --cluster compose --record`")
			.contains("- `a minority`: it is one node");
	}

	@Test
	void ofSeveralRunsACellShowsTheMedianAndTheSpread() {
		List<RunSummary> runs = Stream.of(9_500L, 12_000L, 9_100L)
			.map((length) -> killed(new LongestOutage("kill of node 2", 0, length, true, null, null),
					new LongestOutage("unexplained", 0, 20_000, true, null, null)))
			.toList();
		assertThat(new MatrixTable(MATRIX, StartedNodes.COMPOSE, runs).lines().get(1))
			.contains("9.50 s (9.10 s to 12.00 s)")
			.doesNotContain("20");
		assertThat(new MatrixTable(MATRIX, StartedNodes.COMPOSE, List.of(killed())).lines().get(1))
			.matches("kill, for 9.00 s +none +not recorded yet");
	}

	@Test
	void aCellWithOnlyAnInconclusiveRunSaysWhy() {
		RunSummary run = RunSummary.unplayed(MATRIX.cells().get(0).key(), "process", "No node.");
		assertThat(new MatrixTable(MATRIX, StartedNodes.PROCESS, List.of(run)).lines().get(1))
			.contains("inconclusive: No node.");
	}

	private static RunSummary killed(LongestOutage... outages) {
		return new RunSummary(MATRIX.cells().get(0).key(), Outcome.PASS, List.of(), "4", "compose", Instant.EPOCH, 1, 1,
				0, 0, Map.of(), 0, 0, List.of(outages), List.of(), Map.of(), List.of(), List.of());
	}

	@Test
	void aCellThatABackendCannotPlayIsRefusedByName() {
		Scenario partition = Seen.scenario("partition");
		assertThat(StartedNodes.PROCESS.refusal(Seen.scenario("kill"))).isEmpty();
		assertThat(StartedNodes.COMPOSE.refusal(partition)).isEmpty();
		assertThat(StartedNodes.PROCESS.refusal(partition)).hasValueSatisfying(
				(reason) -> assertThat(reason).contains("the fault partition").contains("compose it can"));
	}

	@Test
	void theTableOfAllClaimsTellsEachRunAndCountsTheConclusions() {
		ClaimTable findings = new ClaimTable(List.of(new ClaimTable.Finding(CLAIM, RUNS)));
		assertThat(String.join("\n", findings.lines()))
			.startsWith(
					"""
							REFINED  loss: Nothing is lost | ever.
							  source: the book, 1
							  holds          careful   3 acknowledged; anomalies: none; longest outage: 400 ms
							    as claimed: lost-write = 0 (seen: 0)
							  does not hold  careless  3 acknowledged; anomalies: 1 lost-write, 1 never delivered; longest outage: 400 ms
							    not as claimed: lost-write = 0 (seen: 1)
							  truth: It depends.
							""")
			.endsWith(
					"1 claims: 0 confirmed, 1 refined, 0 refuted, 0 inconclusive. Every run met what is known to be true.");
	}

	private Map<String, String> pages(boolean recorded) {
		Records records = new Records(this.folder);
		if (recorded) {
			records.write("claims/loss", RUNS);
		}
		return new Pages(List.of(CLAIM), MATRIX, records).all();
	}

}
