package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.bench.RecordedTables;
import dev.failoverlab.lab.run.Pages;
import dev.failoverlab.lab.run.ShareTable;
import dev.failoverlab.lab.scenario.KeyDocs;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.report.RunFiles;
import picocli.CommandLine.Command;

/** {@code ./lab docs}. */
@Command(name = "docs", sortOptions = false,
		description = {
				"Make the pages of docs/claims, docs/matrix.md, docs/faults.md, the tables of docs/scenarios.md,",
				"docs/own-cluster.md, docs/search.md, docs/share-groups.md, docs/versions.md and docs/benchmarks.md,",
				"and the JSON schemas of scenarios/ anew.",
				"They are made of the files in scenarios/ and of what was recorded last in docs/recorded/ "
						+ "(./lab run claims --record, the same of matrix and versions, ./lab bench … --out): "
						+ "no number in them is typed by hand." })
final class DocsCommand extends LabCommand {

	@Override
	public Integer call() {
		Scenarios scenarios = new Scenarios();
		Map<String, String> pages = new TreeMap<>(
				new Pages(scenarios.claims(), scenarios.matrix(), home().records()).all());
		Path docs = home().docs();
		pages.forEach((path, text) -> write(docs.resolve(path).normalize(), (before) -> text));
		write(docs.resolve("scenarios.md"), KeyDocs::withTables);
		write(docs.resolve("own-cluster.md"), KeyDocs::withTables);
		write(docs.resolve("search.md"), KeyDocs::withTables);
		write(docs.resolve("share-groups.md"),
				(page) -> ShareTable.in(page, scenarios.matrix("share-groups"), home().records()));
		write(docs.resolve("versions.md"), (page) -> Pages.withVersions(page, scenarios.versions(), home().records()));
		write(docs.resolve("benchmarks.md"), (page) -> RecordedTables.in(page, home().records().folder()));
		return ExitStatus.PASS;
	}

	private void write(Path page, UnaryOperator<String> change) {
		try {
			String before = Files.exists(page) ? Files.readString(page) : "";
			String text = change.apply(before);
			boolean same = text.equals(before);
			if (!same) {
				Files.createDirectories(page.toAbsolutePath().getParent());
				Files.writeString(page, text);
			}
			terminal().line((same ? "as it was  " : "written    ") + RunFiles.display(page));
		}
		catch (IOException ex) {
			throw new LabException("The page " + page + " cannot be written: " + ex + ".", ex);
		}
	}

}
