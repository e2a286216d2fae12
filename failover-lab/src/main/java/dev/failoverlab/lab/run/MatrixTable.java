package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as a table of faults and targets: in each cell the longest outage, and what
 * was not as it should be.
 */
final class MatrixTable {

	private final Matrix matrix;

	private final Map<String, RunSummary> seen;

	/**
	 * A table.
	 * @param matrix what was to be run
	 * @param runs what was seen, by the names of the cells; those that are missing were
	 * not run
	 */
	MatrixTable(Matrix matrix, List<RunSummary> runs) {
		this.matrix = matrix;
		this.seen = runs.stream().collect(Collectors.toMap(RunSummary::name, (run) -> run, (a, b) -> b, TreeMap::new));
	}

	/** The table for a terminal. */
	List<String> lines() {
		return table("longest outage, anomalies").lines();
	}

	/** The same as a part of a page. */
	void section(Markdown page) {
		RunSummary any = this.seen.values().iterator().next();
		page.heading(2, "Nodes: " + any.backend());
		page.paragraph("Recorded on " + started() + ". Each cell shows the longest time in which some partition took "
				+ "no writes, and every anomaly.");
		page.table(table(""));
	}

	/** A row for each fault, a column for each target. */
	private TextTable<String> table(String corner) {
		List<Column<String>> columns = new ArrayList<>(List.of(Column.text(corner, (fault) -> fault)));
		this.matrix.targets().forEach((target) -> columns.add(Column.text(target, (fault) -> cell(fault, target))));
		return new TextTable<>(columns, this.matrix.faults());
	}

	private String started() {
		return this.seen.values()
			.stream()
			.map((run) -> run.started().toString().substring(0, "2026-01-01".length()))
			.min(String::compareTo)
			.orElse("");
	}

	private String cell(String fault, String target) {
		@Nullable RunSummary run = this.seen.get(fault + ", " + target);
		if (run == null) {
			return "not run";
		}
		return switch (run.outcome()) {
			case INVALID -> "inconclusive: " + String.join(" ", run.reasons());
			case PASS -> RunText.outage(run) + "; " + RunText.anomalies(run);
			case FAIL -> "FAIL " + RunText.outage(run) + "; " + RunText.anomalies(run);
		};
	}

}
