package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Outcome;

/**
 * Many runs as tables: a row for each scenario, with medians and spreads over its runs.
 */
final class ScenarioTable {

	private final Map<String, List<RunSummary>> byScenario;

	/**
	 * A table.
	 * @param runs the results, each by the name of its scenario
	 */
	ScenarioTable(List<RunSummary> runs) {
		this.byScenario = runs.stream()
			.collect(Collectors.groupingBy(RunSummary::name, LinkedHashMap::new, Collectors.toList()));
	}

	/** Both tables, the second only when there was an outage. */
	List<String> lines() {
		List<String> lines = new ArrayList<>(runs().lines());
		if (!outages().rows().isEmpty()) {
			lines.add("");
			lines.addAll(outages().lines());
		}
		return lines;
	}

	/** What became of the emails: sums over the runs of each scenario. */
	TextTable<List<RunSummary>> runs() {
		return new TextTable<>(List.of(Column.text("scenario", (runs) -> runs.get(0).name()),
				Column.number("runs", (runs) -> Format.count(runs.size())),
				Column.text("result", ScenarioTable::results),
				Column.number("acknowledged", (runs) -> sum(runs, RunSummary::acknowledged)),
				Column.number("never delivered", (runs) -> sum(runs, RunSummary::neverDelivered)),
				Column.text("anomalies", ScenarioTable::anomalies)), List.copyOf(this.byScenario.values()));
	}

	/**
	 * How long a partition took no writes: of each scenario and cause the longest outage
	 * of each run. Without rows when there was no outage.
	 */
	TextTable<Spread> outages() {
		List<Spread> rows = new ArrayList<>();
		this.byScenario.forEach((name, runs) -> lengths(runs)
			.forEach((cause, lengths) -> rows.add(new Spread(name, cause, lengths.stream().sorted().toList()))));
		return new TextTable<>(List.of(Column.text("longest outage of a run", Spread::scenario),
				Column.text("during", Spread::cause),
				Column.number("runs", (row) -> Format.count(row.lengths().size())),
				Column.number("shortest", (row) -> Format.duration(row.lengths().get(0))),
				Column.number("median", (row) -> Format.duration(row.median())),
				Column.number("longest", (row) -> Format.duration(row.lengths().get(row.lengths().size() - 1)))), rows);
	}

	/** The causes by name, each with the lengths of its outages in milliseconds. */
	private static Map<String, List<Long>> lengths(List<RunSummary> runs) {
		return runs.stream()
			.flatMap((run) -> run.outages().stream())
			.collect(Collectors.groupingBy(RunSummary.LongestOutage::cause, TreeMap::new,
					Collectors.mapping(RunSummary.LongestOutage::lengthMs, Collectors.toList())));
	}

	/** So many of each outcome, or the outcome of a single run. */
	static String results(List<RunSummary> runs) {
		return Arrays.stream(Outcome.values())
			.map((outcome) -> Map.entry(outcome, runs.stream().filter((run) -> run.outcome() == outcome).count()))
			.filter((entry) -> entry.getValue() > 0)
			.map((entry) -> ((runs.size() == 1) ? "" : entry.getValue() + " ") + Format.outcome(entry.getKey()))
			.collect(Collectors.joining(", "));
	}

	private static String anomalies(List<RunSummary> runs) {
		Map<String, Long> sums = new TreeMap<>();
		runs.forEach((run) -> run.anomalies()
			.forEach((anomaly, count) -> sums.merge(anomaly, (count != null) ? count : 0L, Long::sum)));
		return sums.isEmpty() ? "none"
				: sums.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " " + Format.count(entry.getValue()))
					.collect(Collectors.joining(", "));
	}

	private static String sum(List<RunSummary> runs, ToLongFunction<RunSummary> what) {
		return Format.count(runs.stream().mapToLong(what).sum());
	}

	/**
	 * The longest outages that one cause had in the runs of a scenario.
	 *
	 * @param scenario the scenario
	 * @param cause the fault that was in force
	 * @param lengths one for each run that had such an outage, in ms, ascending
	 */
	record Spread(String scenario, String cause, List<Long> lengths) {

		/** Of an even number, the mean of the two in the middle. */
		long median() {
			int size = this.lengths.size();
			return (this.lengths.get((size - 1) / 2) + this.lengths.get(size / 2)) / 2;
		}

	}

}
