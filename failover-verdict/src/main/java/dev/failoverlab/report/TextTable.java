package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of plain text: its columns, and the rows that they are figures of.
 *
 * @param columns from left to right
 * @param rows from top to bottom
 * @param <R> what a row is about
 */
public record TextTable<R>(List<Column<R>> columns, List<R> rows) {

	private static final String GAP = "  ";

	public TextTable {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
	}

	/**
	 * One figure of every row.
	 *
	 * @param heading the column's heading, or empty
	 * @param number whether cells are aligned to the right
	 * @param cell the figure, which may be painted with the {@link Palette}
	 * @param <R> what a row is about
	 */
	public record Column<R>(String heading, boolean number, Function<? super R, String> cell) {

		/** A column of texts, aligned to the left. */
		public static <R> Column<R> text(String heading, Function<? super R, String> cell) {
			return new Column<>(heading, false, cell);
		}

		/** A column of numbers, aligned to the right. */
		public static <R> Column<R> number(String heading, Function<? super R, String> cell) {
			return new Column<>(heading, true, cell);
		}

		private String aligned(String cell, int width) {
			String padding = " ".repeat(width - Palette.strip(cell).length());
			return this.number ? padding + cell : cell + padding;
		}

	}

	/** The headings, then the cells of each row, as they are. */
	public List<List<String>> cells() {
		List<List<String>> cells = new ArrayList<>();
		cells.add(this.columns.stream().map(Column::heading).toList());
		this.rows.forEach((row) -> cells.add(this.columns.stream().map((each) -> each.cell().apply(row)).toList()));
		return cells;
	}

	/**
	 * The table laid out, every column as wide as its widest cell: the headings, then a
	 * line for each row, without spaces at the end.
	 */
	public List<String> lines() {
		List<List<String>> cells = cells();
		List<Integer> widths = IntStream.range(0, this.columns.size())
			.mapToObj((column) -> width(cells.stream().map((row) -> row.get(column))))
			.toList();
		return cells.stream().map((row) -> line(row, widths)).toList();
	}

	private String line(List<String> row, List<Integer> widths) {
		List<String> aligned = IntStream.range(0, row.size())
			.mapToObj((column) -> this.columns.get(column).aligned(row.get(column), widths.get(column)))
			.toList();
		return String.join(GAP, aligned).stripTrailing();
	}

	private static int width(Stream<String> cells) {
		return cells.map(Palette::strip).mapToInt(String::length).max().orElse(0);
	}

}
