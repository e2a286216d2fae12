package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Outcome;

/**
 * Many runs as tables: a row for each scenario, with medians and spreads over its runs.
 */
public final class SetSummary {

	private final Map<String, List<RunSummary>> byScenario;

	/**
	 * A summary.
	 * @param runs what was seen, each by the name of its scenario
	 */
	public SetSummary(List<RunSummary> runs) {
		this.byScenario = runs.stream()
			.collect(Collectors.groupingBy(RunSummary::name, LinkedHashMap::new, Collectors.toList()));
	}

	/**
	 * What became of the emails: sums over a scenario's runs.
	 * @return rows, with a head
	 */
	public List<List<String>> runs() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("scenario", "runs", "result", "acknowledged", "never delivered", "anomalies"));
		this.byScenario.forEach((name,
				runs) -> rows.add(List.of(name, String.valueOf(runs.size()), results(runs),
						RunText.count(sum(runs, RunSummary::acknowledged)),
						RunText.count(sum(runs, RunSummary::neverDelivered)), anomalies(runs))));
		return rows;
	}

	/**
	 * How long a partition took no writes: of each scenario and cause the longest outage
	 * of each run.
	 * @return rows, with a head; none when there was no outage
	 */
	public List<List<String>> outages() {
		List<List<String>> rows = new ArrayList<>();
		this.byScenario
			.forEach((name,
					runs) -> causes(runs).forEach((cause,
							lengths) -> rows.add(List.of(name, cause, String.valueOf(lengths.length),
									RunText.length(lengths[0]), RunText.length(median(lengths)),
									RunText.length(lengths[lengths.length - 1])))));
		if (!rows.isEmpty()) {
			rows.add(0, List.of("longest outage of a run", "put down to", "runs", "shortest", "median", "longest"));
		}
		return rows;
	}

	/**
	 * The worst of all runs.
	 * @return fail when any run failed, else invalid when any was, else pass
	 */
	public Outcome outcome() {
		return worst(this.byScenario.values().stream().flatMap(List::stream).map(RunSummary::outcome).toList());
	}

	static Outcome worst(List<Outcome> outcomes) {
		if (outcomes.contains(Outcome.FAIL)) {
			return Outcome.FAIL;
		}
		return outcomes.contains(Outcome.INVALID) ? Outcome.INVALID : Outcome.PASS;
	}

	/** The causes by name, each with the lengths in ascending order. */
	private static Map<String, long[]> causes(List<RunSummary> runs) {
		Map<String, List<Long>> lengths = new TreeMap<>();
		runs.stream()
			.flatMap((run) -> run.outages().stream())
			.forEach((outage) -> lengths.computeIfAbsent(outage.cause(), (cause) -> new ArrayList<>())
				.add(outage.lengthMs()));
		Map<String, long[]> sorted = new TreeMap<>();
		lengths
			.forEach((cause, each) -> sorted.put(cause, each.stream().mapToLong(Long::longValue).sorted().toArray()));
		return sorted;
	}

	/** Of an even number, the mean of the two in the middle. */
	private static long median(long[] sorted) {
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	private static String results(List<RunSummary> runs) {
		return Arrays.stream(Outcome.values())
			.map((outcome) -> Map.entry(outcome, runs.stream().filter((run) -> run.outcome() == outcome).count()))
			.filter((entry) -> entry.getValue() > 0)
			.map((entry) -> (runs.size() == 1) ? entry.getKey().word() : entry.getValue() + " " + entry.getKey().word())
			.collect(Collectors.joining(", "));
	}

	private static String anomalies(List<RunSummary> runs) {
		Map<String, Long> sums = new TreeMap<>();
		runs.forEach((run) -> run.anomalies()
			.forEach((anomaly, count) -> sums.merge(anomaly, (count != null) ? count : 0L, Long::sum)));
		return sums.isEmpty() ? "none"
				: sums.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " " + RunText.count(entry.getValue()))
					.collect(Collectors.joining(", "));
	}

	private static long sum(List<RunSummary> runs, ToLongFunction<RunSummary> what) {
		return runs.stream().mapToLong(what).sum();
	}

}
