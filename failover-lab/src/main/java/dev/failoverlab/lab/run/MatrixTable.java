package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Matrix.Cell;
import dev.failoverlab.lab.scenario.Matrix.Row;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Outcome;

/**
 * The matrix as a table of faults and targets: in each cell the longest outage that the
 * fault caused, and what was not as it should be.
 */
final class MatrixTable {

	private final Matrix matrix;

	private final Backend backend;

	private final Map<String, List<RunSummary>> seen;

	/** Why cells are left out; a cell refers to its reason by its number. */
	private final List<String> notes;

	/**
	 * A table.
	 * @param matrix what was to be run
	 * @param backend what the nodes were
	 * @param runs what was seen, by the keys of the cells
	 */
	MatrixTable(Matrix matrix, Backend backend, List<RunSummary> runs) {
		this.matrix = matrix;
		this.backend = backend;
		this.seen = runs.stream().collect(Collectors.groupingBy(RunSummary::name));
		this.notes = matrix.cells()
			.stream()
			.flatMap((cell) -> MatrixPlan.reason(cell, backend).stream())
			.distinct()
			.toList();
	}

	/** The table for a terminal. */
	List<String> lines() {
		List<String> lines = new ArrayList<>(table("longest outage, anomalies").lines());
		lines.addAll(numbered());
		return lines;
	}

	/** The same as a part of a page. */
	void section(Markdown page) {
		page.heading(2, "Nodes: " + this.backend.word());
		List<RunSummary> runs = this.matrix.cells().stream().flatMap((cell) -> runs(cell).stream()).toList();
		if (runs.isEmpty()) {
			page.paragraph("**Not recorded yet.** `./lab run matrix --cluster " + this.backend.word()
					+ " --record` plays it, in several sittings if need be, and `./lab docs` makes this page anew.");
		}
		else {
			page.paragraph("Recorded on "
					+ runs.stream()
						.map((run) -> run.started().toString().substring(0, "2026-01-01".length()))
						.distinct()
						.sorted()
						.collect(Collectors.joining(", "))
					+ ": " + Format.count(runs.size(), "run") + ", "
					+ Format.duration(runs.stream().mapToLong(RunSummary::durationMs).sum()) + " in all.");
		}
		page.table(table(""));
		page.bullets(numbered());
	}

	private List<String> numbered() {
		return this.notes.stream().map((note) -> "(" + (this.notes.indexOf(note) + 1) + ") " + note + ".").toList();
	}

	/** A row for each fault, a column for each target. */
	private TextTable<Row> table(String corner) {
		List<Column<Row>> columns = new ArrayList<>(List.of(Column.text(corner, MatrixTable::label)));
		this.matrix.targets()
			.forEach((target) -> columns.add(Column.text(target,
					(row) -> this.matrix.cells()
						.stream()
						.filter((cell) -> cell.row().equals(row) && cell.target().equals(target))
						.map(this::text)
						.collect(Collectors.joining()))));
		return new TextTable<>(columns, this.matrix.rows());
	}

	/** Where no other node takes over, an outage lasts as long as the fault. */
	private static String label(Row row) {
		boolean lasts = Faults.find(row.word()).filter((fault) -> fault.healing().lasts()).isPresent();
		return row.fault() + (lasts ? ", for " + Format.duration(row.lasting()) : "");
	}

	private List<RunSummary> runs(Cell cell) {
		return (cell.scenario() != null) ? this.seen.getOrDefault(cell.key(), List.of()) : List.of();
	}

	private String text(Cell cell) {
		List<RunSummary> runs = runs(cell);
		return MatrixPlan.reason(cell, this.backend)
			.map((reason) -> "left out (" + (this.notes.indexOf(reason) + 1) + ")")
			.orElseGet(() -> runs.isEmpty() ? "not recorded yet" : text(cell.row(), runs));
	}

	private static String text(Row row, List<RunSummary> runs) {
		List<RunSummary> conclusive = runs.stream().filter((run) -> run.outcome() != Outcome.INVALID).toList();
		if (conclusive.isEmpty()) {
			return "inconclusive: " + String.join(" ", runs.get(0).reasons());
		}
		String failed = (RunSummary.worst(conclusive) == Outcome.FAIL) ? "FAIL " : "";
		String anomalies = conclusive.stream()
			.map(RunSummary::anomalyText)
			.filter((text) -> !text.equals(RunSummary.NONE))
			.distinct()
			.map((text) -> "; " + text)
			.collect(Collectors.joining());
		return failed + spread(conclusive.stream().map((run) -> run.longestOutageMs(row.word())).sorted().toList())
				+ anomalies;
	}

	/** The median, and between which it lies. */
	private static String spread(List<Long> lengths) {
		long last = lengths.get(lengths.size() - 1);
		if (last == 0) {
			return RunSummary.NONE;
		}
		String median = RunSummary.outageText(lengths.get(lengths.size() / 2));
		return (lengths.size() == 1) ? median
				: median + " (" + RunSummary.outageText(lengths.get(0)) + " to " + RunSummary.outageText(last) + ")";
	}

}
