package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as a table of faults and targets: in each cell the longest outage, and what
 * was not as it should be.
 */
public final class MatrixTable {

	private static final String GAP = "   ";

	private final Matrix matrix;

	private final Map<String, RunSummary> seen;

	/**
	 * A table.
	 * @param matrix what was to be run
	 * @param runs what was seen, by the names of the cells; those that are missing were
	 * not run
	 */
	public MatrixTable(Matrix matrix, List<RunSummary> runs) {
		this.matrix = matrix;
		this.seen = runs.stream().collect(Collectors.toMap(RunSummary::name, (run) -> run, (a, b) -> b, TreeMap::new));
	}

	/**
	 * The table for a terminal.
	 * @return lines
	 */
	public List<String> lines() {
		List<String> targets = this.matrix.targets();
		List<List<String>> rows = new ArrayList<>();
		rows.add(cells("longest outage, anomalies", targets));
		for (String fault : this.matrix.faults()) {
			rows.add(cells(fault, targets.stream().map((target) -> cell(fault, target)).toList()));
		}
		List<Integer> widths = new ArrayList<>();
		for (int column = 0; column <= targets.size(); column++) {
			int at = column;
			widths.add(rows.stream().mapToInt((row) -> row.get(at).length()).max().orElse(0));
		}
		return rows.stream().map((row) -> line(row, widths)).toList();
	}

	/** The same as a part of a page. */
	void section(Markdown page) {
		RunSummary any = this.seen.values().iterator().next();
		page.heading(2, "Nodes: " + any.backend());
		page.paragraph(
				"Recorded on " + started() + ". In each cell the longest time in which some partition took no writes, "
						+ "and whatever was not as it should be.");
		page.header(cells("", this.matrix.targets()).toArray(String[]::new));
		for (String fault : this.matrix.faults()) {
			page.row(cells(fault, this.matrix.targets().stream().map((target) -> cell(fault, target)).toList())
				.toArray(String[]::new));
		}
		page.end();
	}

	private String started() {
		return this.seen.values()
			.stream()
			.map((run) -> run.started().toString().substring(0, "2026-01-01".length()))
			.min(String::compareTo)
			.orElse("");
	}

	/**
	 * The worst of all cells.
	 * @return fail when any run failed, else invalid when any was, else pass
	 */
	public Outcome outcome() {
		return SetSummary.worst(this.seen.values().stream().map(RunSummary::outcome).toList());
	}

	private String cell(String fault, String target) {
		@Nullable RunSummary run = this.seen.get(fault + ", " + target);
		if (run == null) {
			return "not run";
		}
		return switch (run.outcome()) {
			case INVALID -> "invalid: " + String.join(" ", run.reasons());
			case PASS -> RunText.outage(run) + "; " + RunText.anomalies(run);
			case FAIL -> "FAIL " + RunText.outage(run) + "; " + RunText.anomalies(run);
		};
	}

	private static List<String> cells(String first, List<String> others) {
		List<String> cells = new ArrayList<>(List.of(first));
		cells.addAll(others);
		return cells;
	}

	private static String line(List<String> row, List<Integer> widths) {
		StringBuilder line = new StringBuilder();
		for (int column = 0; column < row.size(); column++) {
			String cell = row.get(column);
			line.append(cell).append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
		}
		return line.toString().stripTrailing();
	}

}
