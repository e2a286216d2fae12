package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.run.Pages;
import dev.failoverlab.lab.scenario.Catalogue;
import dev.failoverlab.report.RunFiles;
import picocli.CommandLine.Command;

/** {@code ./lab docs}. */
@Command(name = "docs", mixinStandardHelpOptions = true, sortOptions = false, description = {
		"Make the pages of docs/claims, docs/matrix.md and docs/faults.md anew.",
		"They are made of the files in scenarios/ and of what was recorded last in docs/recorded/ "
				+ "(./lab run claims --record, ./lab run matrix --record): no number in them is typed by hand." })
final class DocsCommand implements Callable<Integer> {

	private final LabContext context;

	private final Catalogue catalogue;

	DocsCommand(LabContext context, Catalogue catalogue) {
		this.context = context;
		this.catalogue = catalogue;
	}

	@Override
	public Integer call() {
		Map<String, String> pages = new TreeMap<>(
				new Pages(this.catalogue.claims(), this.catalogue.matrix(), this.context.home().records()).all());
		pages.forEach((path, text) -> write(this.context.home().docs().resolve(path), text));
		return ExitStatus.PASS;
	}

	private void write(Path page, String text) {
		try {
			boolean same = Files.exists(page) && Files.readString(page).equals(text);
			if (!same) {
				Files.createDirectories(page.toAbsolutePath().getParent());
				Files.writeString(page, text);
			}
			this.context.terminal().line((same ? "as it was  " : "written    ") + RunFiles.display(page));
		}
		catch (IOException ex) {
			throw new LabException("The page " + page + " cannot be written: " + ex + ".", ex);
		}
	}

}
