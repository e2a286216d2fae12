package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Matrix.Cell;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Outcome;

/**
 * What became of the deliveries of a share group under each fault on each target: a row
 * for each of them, over all its runs.
 */
public final class ShareTable {

	private static final String AGAIN = "redelivery-";

	private final Matrix matrix;

	private final Map<String, List<RunSummary>> seen;

	/**
	 * A table.
	 * @param matrix what was to be run
	 * @param runs what was seen, by the keys of the cells
	 */
	ShareTable(Matrix matrix, List<RunSummary> runs) {
		this.matrix = matrix;
		this.seen = runs.stream().collect(Collectors.groupingBy(RunSummary::name));
	}

	/**
	 * A page with its table made anew.
	 * @param page the page as it is
	 * @param matrix what was to be run
	 * @param records what was recorded
	 * @return the page as it should be
	 */
	public static String in(String page, Matrix matrix, Records records) {
		ShareTable table = new ShareTable(matrix,
				records.read(Pages.recordOf(matrix, StartedNodes.PROCESS)).orElse(List.of()));
		Markdown text = new Markdown();
		text.paragraph(table.account());
		text.table(table.table());
		return text.in(page, "runs of share groups");
	}

	/** The table for a terminal. */
	List<String> lines() {
		return Stream.concat(table().lines().stream(), Stream.of(account())).toList();
	}

	/** How much of what was to be run was run, and with which Kafka. */
	private String account() {
		List<RunSummary> runs = this.matrix.cells().stream().flatMap((cell) -> runs(cell).stream()).toList();
		long wanted = this.matrix.cells()
			.stream()
			.filter((cell) -> cell.scenario() != null)
			.mapToLong((cell) -> cell.row().runs())
			.sum();
		String kafka = runs.stream()
			.map(RunSummary::kafka)
			.filter((version) -> !version.isEmpty())
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
		return Format.count(runs.size()) + " of " + Format.count(wanted, "run") + " recorded"
				+ (kafka.isEmpty() ? "." : ", with Kafka " + kafka + ".");
	}

	private TextTable<Cell> table() {
		List<Column<Cell>> columns = new ArrayList<>(List.of(Column.text("fault", (cell) -> cell.row().fault()),
				Column.text("of the", Cell::target), Column.number("runs", (cell) -> Format.count(runs(cell).size())),
				Column.text("result", this::results),
				Column.number("lost acknowledgements", (cell) -> sum(cell, anomaly("lost-acknowledgement"))),
				Column.number("lost writes", (cell) -> sum(cell, anomaly("lost-write"))),
				Column.number("never delivered", (cell) -> sum(cell, RunSummary::neverDelivered)),
				Column.text("delivered again, in a run", this::again),
				Column.text("longest stop of writes", this::outage), Column.text("the node was also", this::roles)));
		return new TextTable<>(columns, this.matrix.cells());
	}

	private List<RunSummary> runs(Cell cell) {
		return (cell.scenario() != null) ? this.seen.getOrDefault(cell.key(), List.of()) : List.of();
	}

	private List<RunSummary> conclusive(Cell cell) {
		return runs(cell).stream().filter((run) -> run.outcome() != Outcome.INVALID).toList();
	}

	private String results(Cell cell) {
		Map<String, Long> counts = runs(cell).stream()
			.collect(
					Collectors.groupingBy((run) -> Format.outcome(run.outcome()), TreeMap::new, Collectors.counting()));
		return counts.isEmpty() ? "not recorded yet"
				: counts.entrySet()
					.stream()
					.map((entry) -> entry.getValue() + " " + entry.getKey())
					.collect(Collectors.joining(", "));
	}

	private static ToLongFunction<RunSummary> anomaly(String word) {
		return (run) -> {
			Long count = run.anomalies().get(word);
			return (count != null) ? count : 0;
		};
	}

	private String sum(Cell cell, ToLongFunction<RunSummary> figure) {
		return conclusive(cell).isEmpty() ? "" : Format.count(conclusive(cell).stream().mapToLong(figure).sum());
	}

	/** The causes and how often each in a run, from the fewest to the most. */
	private String again(Cell cell) {
		return conclusive(cell).stream()
			.flatMap((run) -> run.anomalies().keySet().stream())
			.filter((word) -> word.startsWith(AGAIN))
			.distinct()
			.sorted()
			.map((word) -> word.substring(AGAIN.length()) + " " + range(statistics(cell, anomaly(word)), Format::count))
			.collect(Collectors.joining(", "));
	}

	private String outage(Cell cell) {
		LongSummaryStatistics lengths = statistics(cell, (run) -> run.longestOutageMs(cell.row().word()));
		if (lengths.getCount() == 0 || lengths.getMax() == 0) {
			return (lengths.getCount() == 0) ? "" : RunSummary.NONE;
		}
		return range(lengths, Format::duration);
	}

	private LongSummaryStatistics statistics(Cell cell, ToLongFunction<RunSummary> figure) {
		return conclusive(cell).stream().mapToLong(figure).summaryStatistics();
	}

	private static String range(LongSummaryStatistics figures, LongFunction<String> format) {
		String most = format.apply(figures.getMax());
		return (figures.getMin() == figures.getMax()) ? most : format.apply(figures.getMin()) + " to " + most;
	}

	/** The other roles of the node that was hit, each with the number of runs. */
	private String roles(Cell cell) {
		Map<String, Long> roles = conclusive(cell).stream()
			.flatMap((run) -> otherRoles(run.observed(), cell.target()))
			.collect(Collectors.groupingBy((role) -> role, TreeMap::new, Collectors.counting()));
		return roles.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " in " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	private static Stream<String> otherRoles(Map<String, Object> observed, String target) {
		Object node = observed.get(target);
		return observed.entrySet()
			.stream()
			.filter((role) -> node != null && !role.getKey().equals(target) && !role.getKey().startsWith("records"))
			.filter((role) -> role.getValue().equals(node))
			.map((role) -> role.getKey().replaceAll(" of .*", ""));
	}

}
