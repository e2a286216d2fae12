package dev.failoverlab.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.failoverlab.lab.report.JsonReport;
import dev.failoverlab.lab.verdict.Judge;
import dev.failoverlab.lab.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab judge HISTORY}. */
@Command(name = "judge", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Judge a history file once more, wherever it comes from.",
		footer = { "", "Example: ./lab judge runs/20260101-120000-leader-kill/history.ndjson" })
final class JudgeCommand implements Callable<Integer> {

	private final LabContext context;

	@Parameters(paramLabel = "HISTORY", description = "A history.ndjson.")
	private Path history = Path.of("");

	@Option(names = "--json", paramLabel = "FILE", description = "Where to write the report as JSON.")
	private @Nullable Path json;

	JudgeCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		if (!Files.isRegularFile(this.history)) {
			throw new UsageException("There is no file " + this.history + ".");
		}
		Verdict verdict = Judge.judge(this.history);
		if (this.json != null) {
			JsonReport.write(verdict, this.json);
		}
		return new Account(this.context).print(verdict, this.history, this.json);
	}

}
