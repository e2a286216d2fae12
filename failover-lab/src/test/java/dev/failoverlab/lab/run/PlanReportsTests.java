package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.lab.UsageException;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlanReportsTests {

	@TempDir
	private Path folder;

	private Path junit;

	private Path markdown;

	@BeforeEach
	void files() {
		this.junit = this.folder.resolve("new/junit.xml");
		this.markdown = this.folder.resolve("new/summary.md");
	}

	@Test
	void beforeTheFirstRunHasEndedTheySayThat() {
		reports(2);
		assertThat(this.markdown).hasContent("## Kafka failover: no run has ended");
		assertThat(this.junit).content().contains("<testsuites>").doesNotContain("<testsuite ");
	}

	@Test
	void eachRunIsARowAndATestSuiteWithANameOfItsOwn() throws IOException {
		PlanReports reports = reports(3);
		play(reports, Seen.verdict(false, "lost-write = 0"));
		play(reports, Seen.verdict(true, "lost-write = 0", "acknowledged > 0"));
		reports.started(3, run(), this.folder);
		reports.ended(RunSummary.unplayed("by hand", "process", "No <cluster>."), null);
		assertThat(Files.readString(this.markdown)).startsWith("""
				## Kafka failover: fail

				3 runs: 1 pass, 1 fail, 1 inconclusive.

				| run | result | acknowledged | anomalies | longest outage | Kafka |
				| --- | --- | --- | --- | --- | --- |
				| by hand | pass | 3 | none | 400 ms | 4.2.2 process |
				| by hand #2 | fail | 3 | 1 lost-write, 1 never delivered | 400 ms | 4.2.2 process |
				| by hand #3 | inconclusive | 0 | none | none | process |

				### by hand \\#2: fail

				- not met: `lost-write = 0`. Seen: 1. Email b was acknowledged at""")
			.contains("### by hand \\#3: inconclusive\n\n- inconclusive: No \\<cluster\\>.\n")
			.contains("<details><summary>Details</summary>\n\n```\nscenario ")
			.endsWith("```\n\n</details>\n");
		assertThat(this.junit).content()
			.containsSubsequence("<testsuite name=\"failover-lab.by hand\" tests=\"2\" failures=\"0\" errors=\"0\"",
					"<testsuite name=\"failover-lab.by hand #2\" tests=\"3\" failures=\"1\" errors=\"0\"",
					"<testsuite name=\"failover-lab.by hand #3\" tests=\"1\" failures=\"0\" errors=\"1\"");
	}

	@Test
	void theDetailsOfASingleRunAreItsReport() {
		play(reports(1), Seen.verdict(false, "lost-write = 0"));
		assertThat(this.markdown).content()
			.contains("1 run: pass.", "Leader of", "PASS   1 of 1 expectations met")
			.doesNotContain("###");
	}

	@Test
	void whatCannotBeWrittenIsWrongUsage() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		for (Path wrong : List.of(file.resolve("junit.xml"), this.folder)) {
			assertThatExceptionOfType(UsageException.class).isThrownBy(() -> new PlanReports(plan(1), wrong, null))
				.withMessageContaining(this.folder.toString());
		}
		assertThat(reports(1).lines()).containsExactly("Tests     " + RunFiles.display(this.junit),
				"Markdown  " + RunFiles.display(this.markdown));
		assertThat(new PlanReports(plan(1), null, null).lines()).isEmpty();
	}

	private PlanReports reports(int repeat) {
		return new PlanReports(plan(repeat), this.junit, this.markdown);
	}

	private void play(PlanReports reports, Verdict verdict) {
		reports.started(1, run(), this.folder);
		reports.ended(RunSummary.of("by hand", verdict, List.of()),
				new RunResult(verdict, new RunFiles(this.folder, null, null, null)));
	}

	private static PlannedRun run() {
		return plan(1).runs().get(0);
	}

	private static Plan plan(int repeat) {
		return new ScenarioPlan(List.of(Seen.scenario("kill")), repeat, 1);
	}

}
