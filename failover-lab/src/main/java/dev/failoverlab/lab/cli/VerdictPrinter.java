package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.report.TextReport;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** The end of a run as its viewer sees it, and as the exit status says it. */
final class VerdictPrinter {

	private final LabContext context;

	VerdictPrinter(LabContext context) {
		this.context = context;
	}

	/**
	 * Prints the account.
	 * @param verdict what was found
	 * @param files what each file is, and where; those that are null were not written
	 * @return the exit status
	 */
	int print(Verdict verdict, Map<String, @Nullable Path> files) {
		Terminal terminal = this.context.terminal();
		TextReport.of(verdict, terminal.hasColours()).lines().forEach(terminal::line);
		terminal.line("");
		files.forEach((what, file) -> {
			if (file != null) {
				terminal.line(String.format(Locale.ROOT, "%-10s%s", what, this.context.home().inWords(file)));
			}
		});
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
