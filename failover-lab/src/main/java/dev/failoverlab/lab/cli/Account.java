package dev.failoverlab.lab.cli;

import java.nio.file.Path;

import dev.failoverlab.lab.report.TextReport;
import dev.failoverlab.lab.verdict.Outcome;
import dev.failoverlab.lab.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** The end of a run as its viewer sees it, and as the exit status says it. */
final class Account {

	private final LabContext context;

	Account(LabContext context) {
		this.context = context;
	}

	/**
	 * Prints the account.
	 * @param verdict what was found
	 * @param history the history that was judged
	 * @param report where the report is, or null when none was written
	 * @return the exit status
	 */
	int print(Verdict verdict, Path history, @Nullable Path report) {
		Terminal terminal = this.context.terminal();
		TextReport.of(verdict, terminal.hasColours()).lines().forEach(terminal::line);
		terminal.line("");
		terminal.line("History   " + this.context.home().inWords(history));
		if (report != null) {
			terminal.line("Report    " + this.context.home().inWords(report));
		}
		return status(verdict.outcome());
	}

	static int status(Outcome outcome) {
		return switch (outcome) {
			case PASS -> ExitStatus.PASS;
			case FAIL -> ExitStatus.FAIL;
			case INVALID -> ExitStatus.INVALID;
		};
	}

}
