package dev.failoverlab.lab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table in groups: the title of a group, or something that belongs to it.
 *
 * @param title the title, if it is one
 */
record Grouped<T>(String title, @Nullable T thing) {

	/**
	 * A table in groups; those of one group stand together.
	 * @param group the title of a thing's group
	 * @param columns the first has the titles, too
	 */
	static <T> TextTable<Grouped<T>> table(List<T> things, Function<T, String> group, List<Column<T>> columns) {
		Map<String, List<T>> groups = things.stream()
			.collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
		List<Grouped<T>> rows = new ArrayList<>();
		groups.forEach((title, members) -> {
			rows.add(new Grouped<>(title, null));
			members.forEach((member) -> rows.add(new Grouped<>("", member)));
		});
		List<Column<Grouped<T>>> cells = new ArrayList<>(columns.stream().map((each) -> column(each, "")).toList());
		cells.set(0, column(columns.get(0), "  "));
		return new TextTable<>(cells, rows);
	}

	private static <T> Column<Grouped<T>> column(Column<T> column, String indent) {
		return new Column<>(column.heading(), column.number(), (row) -> {
			T thing = row.thing();
			return (thing != null) ? indent + column.cell().apply(thing) : indent.isEmpty() ? "" : row.title();
		});
	}

}
