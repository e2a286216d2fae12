package dev.failoverlab.lab.console;

import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of cells, put in columns.
 *
 * @param rows the rows, all of the same length
 */
public record ConsoleTable(List<List<String>> rows) {

	private static final String GAP = "  ";

	/** The rows as lines, every column as wide as its widest cell. */
	public Stream<String> lines() {
		return this.rows.stream().map(this::line);
	}

	private String line(List<String> row) {
		StringBuilder line = new StringBuilder();
		for (int column = 0; column < row.size(); column++) {
			line.append(row.get(column)).append(" ".repeat(width(column) - row.get(column).length())).append(GAP);
		}
		return line.toString().stripTrailing();
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

}
