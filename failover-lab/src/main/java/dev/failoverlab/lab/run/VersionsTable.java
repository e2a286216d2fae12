package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.lab.observe.ClusterQuestion;
import dev.failoverlab.lab.scenario.Versions;
import dev.failoverlab.lab.scenario.Versions.Cell;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Outcome;

/** Kafka versions as rows: how long their start took, and what each run showed. */
final class VersionsTable {

	private final Versions versions;

	private final Map<String, RunSummary> seen;

	/**
	 * A table.
	 * @param versions what was to be run
	 * @param runs what was seen, by the keys of the cells
	 */
	VersionsTable(Versions versions, List<RunSummary> runs) {
		this.versions = versions;
		this.seen = runs.stream().collect(Collectors.toMap(RunSummary::name, Function.identity(), (a, b) -> b));
	}

	/** A row for each version, a column for each run. */
	TextTable<String> table() {
		List<Column<String>> columns = new ArrayList<>(
				List.of(Column.text("Kafka", Function.identity()), Column.number("start", this::start)));
		this.versions.runs()
			.forEach((run) -> columns.add(Column.number(run,
					(version) -> cells(version).stream()
						.filter((cell) -> cell.run().equals(run))
						.map(this::outage)
						.collect(Collectors.joining()))));
		columns.add(Column.text("anomalies", this::anomalies));
		return new TextTable<>(columns, this.versions.versions());
	}

	/**
	 * A page with its table made anew.
	 * @param page the page as it is
	 * @return the page as it should be
	 */
	String in(String page) {
		Markdown table = new Markdown();
		table.table(table());
		table.paragraph(this.seen.isEmpty() ? "Not recorded yet." : "Recorded on "
				+ this.seen.values()
					.stream()
					.map((run) -> run.started().toString().substring(0, "2026-01-01".length()))
					.distinct()
					.sorted()
					.collect(Collectors.joining(", "))
				+ ": " + Format.count(this.seen.size(), "run") + ", "
				+ Format.duration(this.seen.values().stream().mapToLong(RunSummary::durationMs).sum()) + " in all.");
		return table.in(page, "table of versions");
	}

	private List<Cell> cells(String version) {
		return this.versions.cells().stream().filter((cell) -> cell.version().equals(version)).toList();
	}

	private List<RunSummary> runs(String version) {
		return cells(version).stream().map((cell) -> this.seen.get(cell.key())).filter(Objects::nonNull).toList();
	}

	/** The median. */
	private String start(String version) {
		List<Long> times = runs(version).stream()
			.map((run) -> run.observed().get(ClusterQuestion.START_TIME))
			.filter(Number.class::isInstance)
			.map((time) -> ((Number) time).longValue())
			.sorted()
			.toList();
		return times.isEmpty() ? "" : Format.duration(times.get(times.size() / 2));
	}

	/** The longest during the fault. */
	private String outage(Cell cell) {
		RunSummary run = this.seen.get(cell.key());
		if (run == null) {
			return "not recorded yet";
		}
		if (run.outcome() == Outcome.INVALID) {
			return "inconclusive";
		}
		long longest = cell.scenario()
			.faults()
			.stream()
			.map(Fault::word)
			.mapToLong(run::longestOutageMs)
			.max()
			.orElse(0);
		return ((run.outcome() == Outcome.FAIL) ? "FAIL " : "") + RunSummary.outageText(longest);
	}

	private String anomalies(String version) {
		List<RunSummary> runs = runs(version);
		return runs.isEmpty() ? ""
				: runs.stream()
					.map(RunSummary::anomalyText)
					.filter((text) -> !text.equals(RunSummary.NONE))
					.reduce((a, b) -> a + "; " + b)
					.orElse(RunSummary.NONE);
	}

}
