package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under a heading: words on the left, numbers on the right, each column as wide as
 * its widest cell.
 */
final class Table {

	private static final String GAP = "   ";

	private final List<List<String>> rows = new ArrayList<>();

	/** How many columns hold words; the rest hold numbers. */
	private final int words;

	Table(int words, List<String> heading) {
		this.words = words;
		this.rows.add(heading);
	}

	void row(List<String> cells) {
		this.rows.add(cells);
	}

	/** The lines, the heading first, without spaces at their ends. */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (List<String> row : this.rows) {
			StringBuilder line = new StringBuilder();
			for (int column = 0; column < row.size(); column++) {
				line.append((column > 0) ? GAP : "").append(cell(row.get(column), column));
			}
			lines.add(line.toString().stripTrailing());
		}
		return lines;
	}

	private String cell(String text, int column) {
		String padding = " ".repeat(width(column) - text.length());
		return (column < this.words) ? text + padding : padding + text;
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

}
