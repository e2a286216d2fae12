package dev.failoverlab.judge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.failoverlab.history.ClientFiles;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.report.TextReport;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.ExpectationException;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a history file, prints the verdict and writes the reports that are wanted. */
@Command(name = "judge", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Judge a history file, wherever it comes from.",
		footer = { "", "Examples:", "  ${COMMAND-FULL-NAME} history.ndjson",
				"  ${COMMAND-FULL-NAME} history.ndjson --html report.html --junit report.xml",
				"  ${COMMAND-FULL-NAME} history.ndjson --expect \"lost-write = 0\"",
				"  ${COMMAND-FULL-NAME} made.ndjson --sends sends.ndjson --deliveries deliveries.ndjson --scan scan.ndjson" })
public final class JudgeCommand implements Callable<Integer> {

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(paramLabel = "HISTORY",
			description = "A history.ndjson; with --sends a new one, which is made of the lines and then judged.")
	private Path history = Path.of("");

	@Option(names = "--sends", paramLabel = "FILE",
			description = "Sends of a client in any language, each a line with id, partition, offset and outcome "
					+ "(ok, fail or info).")
	private @Nullable Path sends;

	@Option(names = "--deliveries", paramLabel = "FILE",
			description = "What was handled, each a line with id, partition and offset.")
	private @Nullable Path deliveries;

	@Option(names = "--scan", paramLabel = "FILE",
			description = "The same lines of all that the topic holds at the end. Without it, only a finding is proven.")
	private @Nullable Path scan;

	@Option(names = "--expect", paramLabel = "EXPECTATION",
			description = "What to expect of the run instead of what its history says; can be repeated.")
	private List<String> expectations = List.of();

	@Option(names = "--json", paramLabel = "FILE", description = "Where to write the report as JSON.")
	private @Nullable Path json;

	@Option(names = "--html", paramLabel = "FILE",
			description = "Where to write the report as a page that needs no network.")
	private @Nullable Path html;

	@Option(names = "--junit", paramLabel = "FILE",
			description = "Where to write the expectations as tests, in JUnit's XML.")
	private @Nullable Path junit;

	@Override
	public Integer call() {
		checkFiles();
		if (this.sends != null) {
			new ClientFiles(this.sends, this.deliveries, this.scan).write(this.history);
		}
		Verdict verdict = verdict();
		RunFiles files = new RunFiles(this.history, this.json, this.html, this.junit);
		files.write(verdict);
		PrintWriter out = commandLine().getOut();
		out.println(TextReport.of(verdict, commandLine().getColorScheme().ansi().enabled()));
		files.lines().forEach(out::println);
		return ExitStatus.of(verdict.outcome());
	}

	private Verdict verdict() {
		if (this.expectations.isEmpty()) {
			return Judge.judge(this.history);
		}
		try {
			return Judge.judge(this.history, this.expectations.stream().map(Expectation::parse).toList());
		}
		catch (ExpectationException ex) {
			throw usage(String.valueOf(ex.getMessage()));
		}
	}

	private void checkFiles() {
		if (Files.isDirectory(this.history)) {
			throw usage(this.history + " is a folder. Did you mean " + this.history.resolve("history.ndjson") + "?");
		}
		if (this.sends == null && (this.deliveries != null || this.scan != null)) {
			throw usage("--deliveries and --scan need --sends.");
		}
		if (this.sends == null && !Files.exists(this.history)) {
			throw usage("There is no file " + this.history + ".");
		}
		if (Stream.of(this.json, this.html, this.junit).filter(Objects::nonNull).anyMatch(this::isHistory)) {
			throw usage("A report cannot be written over the history " + this.history + ".");
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

	private ParameterException usage(String message) {
		return new ParameterException(commandLine(), message);
	}

	private CommandLine commandLine() {
		return Objects.requireNonNull(this.spec).commandLine();
	}

}
