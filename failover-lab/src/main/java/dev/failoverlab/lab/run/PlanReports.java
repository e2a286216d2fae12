package dev.failoverlab.lab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.run.MarkdownSummary.Played;
import dev.failoverlab.report.JunitReport;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.report.TestSuite;
import dev.failoverlab.report.TextReport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a plan for CI servers, as files. They are written again after each run,
 * so that a build which is ended early shows what there is so far.
 */
public final class PlanReports implements PlanListener {

	private final Plan plan;

	private final @Nullable Path junit;

	private final @Nullable Path markdown;

	private final List<Played> runs = new ArrayList<>();

	private String name = "";

	private Instant started = Instant.EPOCH;

	private List<String> details = List.of();

	/**
	 * Writes files without any result.
	 * @param plan what is played
	 * @param junit the runs as JUnit's XML, if wanted
	 * @param markdown the results in Markdown, if wanted
	 * @throws UsageException when one cannot be written; the message names it
	 */
	public PlanReports(Plan plan, @Nullable Path junit, @Nullable Path markdown) {
		this.plan = plan;
		this.junit = junit;
		this.markdown = markdown;
		try {
			for (Path file : Stream.of(junit, markdown).flatMap(Stream::ofNullable).toList()) {
				Files.createDirectories(file.toAbsolutePath().getParent());
			}
			write();
		}
		catch (IOException | UncheckedIOException ex) {
			throw new UsageException("A report cannot be written: " + ex.getMessage());
		}
	}

	@Override
	public void started(int number, PlannedRun run, Path folder) {
		this.name = different(run.scenario().name());
		this.started = Instant.now();
	}

	/** CI servers know tests by their names: those of a repeated run get a number. */
	private String different(String scenario) {
		List<String> taken = this.runs.stream().map((run) -> run.suite().name()).toList();
		String name = scenario;
		for (int number = 2; taken.contains(name); number++) {
			name = scenario + " #" + number;
		}
		return name;
	}

	@Override
	public void accept(Event event) {
		// Results are enough.
	}

	@Override
	public void ended(RunSummary summary, @Nullable RunResult result) {
		TestSuite suite = Optional.ofNullable(result)
			.map((judged) -> TestSuite.of(this.name, judged.verdict()))
			.orElseGet(() -> TestSuite.unplayed(this.name, this.started, summary.reasons()));
		this.runs.add(new Played(suite, summary));
		this.details = (result != null && this.plan.isSingle())
				? TextReport.brief(result.verdict(), false).lines().toList()
				: this.plan.summary(this.runs.stream().map(Played::result).toList());
		write();
	}

	private void write() {
		if (this.junit != null) {
			RunFiles.write(this.junit, JunitReport.of(this.runs.stream().map(Played::suite).toList()));
		}
		if (this.markdown != null) {
			RunFiles.write(this.markdown, new MarkdownSummary(this.runs, this.details).text());
		}
	}

	/** A line for each file: what it is, and where. */
	public List<String> lines() {
		List<String> lines = new ArrayList<>();
		if (this.junit != null) {
			lines.add(RunFiles.line("Tests", this.junit));
		}
		if (this.markdown != null) {
			lines.add(RunFiles.line("Markdown", this.markdown));
		}
		return lines;
	}

}
