package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import dev.failoverlab.report.HtmlReport;
import dev.failoverlab.report.JsonReport;
import dev.failoverlab.report.JunitReport;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab judge HISTORY}. */
@Command(name = "judge", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Judge a history file once more, wherever it comes from.",
		footer = { "", "Examples:", "  ./lab judge runs/20260101-120000-leader-kill/history.ndjson",
				"  ./lab judge history.ndjson --html report.html --junit report.xml" })
final class JudgeCommand implements Callable<Integer> {

	private final LabContext context;

	@Parameters(paramLabel = "HISTORY", description = "A history.ndjson.")
	private Path history = Path.of("");

	@Option(names = "--json", paramLabel = "FILE", description = "Where to write the report as JSON.")
	private @Nullable Path json;

	@Option(names = "--html", paramLabel = "FILE",
			description = "Where to write the report as a page that needs no network.")
	private @Nullable Path html;

	@Option(names = "--junit", paramLabel = "FILE",
			description = "Where to write the expectations as tests, in JUnit's XML.")
	private @Nullable Path junit;

	JudgeCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		if (Files.isDirectory(this.history)) {
			throw new UsageException(
					this.history + " is a folder. Did you mean " + this.history.resolve("history.ndjson") + "?");
		}
		if (!Files.exists(this.history)) {
			throw new UsageException("There is no file " + this.history + ".");
		}
		Verdict verdict = Judge.judge(this.history);
		write(this.json, (file) -> JsonReport.write(verdict, file));
		write(this.html, (file) -> HtmlReport.write(verdict, file));
		write(this.junit, (file) -> JunitReport.write(verdict, file));
		Map<String, @Nullable Path> files = new LinkedHashMap<>();
		files.put("History", this.history);
		files.put("Report", this.json);
		files.put("Page", this.html);
		files.put("Tests", this.junit);
		return new VerdictPrinter(this.context).print(verdict, files);
	}

	/** A report on the history would be the end of the history. */
	private void write(@Nullable Path file, Consumer<Path> report) {
		if (file != null) {
			if (isHistory(file)) {
				throw new UsageException("A report cannot be written over the history " + this.history + ".");
			}
			report.accept(file);
		}
	}

	private boolean isHistory(Path file) {
		try {
			return Files.exists(file) && Files.isSameFile(file, this.history);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
