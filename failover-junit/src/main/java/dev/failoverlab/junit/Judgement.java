package dev.failoverlab.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.failoverlab.report.RunFiles;
import dev.failoverlab.report.TextReport;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;

/**
 * The verdict on a run, and its files.
 *
 * @param verdict the verdict
 * @param page the report as a page
 */
record Judgement(Verdict verdict, Path page) {

	/** Plays a plan and judges it. */
	static Judgement of(TestCluster cluster, Plan plan, String name) {
		Path folder = Output.empty(name);
		Path history = folder.resolve("history.ndjson");
		new Play(cluster, plan, name.replace('/', '.'), history).play().addTo(history);
		RunFiles files = new RunFiles(history, folder.resolve("report.json"), folder.resolve("report.html"), null);
		Verdict verdict = Judge.judge(history);
		files.write(verdict);
		Judgement judgement = new Judgement(verdict, folder.resolve("report.html"));
		write(folder.resolve("report.txt"), judgement.text());
		return judgement;
	}

	/** The report for people. */
	String text() {
		return TextReport.of(this.verdict, false) + "\nPage      " + RunFiles.display(this.page) + "\n";
	}

	private static void write(Path file, String text) {
		try {
			Files.write(file, text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
