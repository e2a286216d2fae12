package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.report.RunFiles;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;

/**
 * The result of a run.
 *
 * @param verdict the verdict on it
 * @param files its history and its reports
 */
public record RunResult(Verdict verdict, RunFiles files) {

	private static final String HISTORY = "history.ndjson";

	/** The history in the folder of a run. */
	public static Path history(Path folder) {
		return folder.resolve(HISTORY);
	}

	/**
	 * Judges the history in a folder, and writes the reports beside it.
	 * @param folder the run's folder
	 */
	public static RunResult judge(Path folder) {
		RunFiles files = new RunFiles(history(folder), folder.resolve("report.json"), folder.resolve("report.html"),
				null);
		Verdict verdict = Judge.judge(files.history());
		files.write(verdict);
		return new RunResult(verdict, files);
	}

}
