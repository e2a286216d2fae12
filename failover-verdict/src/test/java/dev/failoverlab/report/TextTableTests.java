package dev.failoverlab.report;

import java.util.List;

import dev.failoverlab.report.TextTable.Column;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTableTests {

	private static final List<Column<Integer>> COLUMNS = List.of(Column.text("node", (id) -> "n".repeat(id)),
			Column.number("lag", (id) -> String.valueOf(Math.round(Math.pow(10, id)))),
			Column.text("", (id) -> (id == 3) ? "late" : ""));

	@Test
	void aColumnIsAsWideAsItsWidestCell() {
		assertThat(new TextTable<>(COLUMNS, List.of(1, 3, 6)).lines()).containsExactly("node        lag",
				"n            10", "nnn        1000  late", "nnnnnn  1000000");
	}

	@Test
	void withoutRowsThereAreHeadings() {
		assertThat(new TextTable<>(COLUMNS, List.<Integer>of()).lines()).containsExactly("node  lag");
	}

	@Test
	void coloursTakeNoRoom() {
		TextTable<Integer> table = new TextTable<>(List.of(Column.text("a", (id) -> Palette.BAD.paint("bad")),
				Column.number("b", (id) -> Palette.GOOD.paint("good"))), List.of(1));
		assertThat(table.lines().stream().map(Palette::strip)).containsExactly("a       b", "bad  good");
	}

}
