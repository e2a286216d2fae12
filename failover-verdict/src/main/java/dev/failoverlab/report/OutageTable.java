package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Outage;

/** The outages of every partition, a column for each figure. */
final class OutageTable {

	/** A figure of the outages is one line here. */
	private static final List<Column<Row>> COLUMNS = List.of(
			Column.text("No writes to", (row) -> "partition " + row.partition()), Column.text("during", Row::cause),
			figure("times", (outages) -> Format.count(outages.size())),
			longest("longest", (outage) -> Format.duration(outage.lengthMs()) + (outage.neverEnded() ? " +" : "")),
			figure("total", (outages) -> Format.duration(outages.stream().mapToLong(OutageTable::length).sum())),
			longest("from", (outage) -> Format.moment(outage.fromMs())),
			longest("detection", (outage) -> Format.duration(outage.detectionMs())),
			longest("recovery", (outage) -> Format.duration(outage.recoveryMs())),
			longest("consumer", (outage) -> Format.duration(outage.consumerMs())));

	private OutageTable() {
	}

	/** A figure of all outages of a row. */
	private static Column<Row> figure(String heading, Function<List<Outage>, String> figure) {
		return Column.number(heading, (row) -> row.isObserved() ? figure.apply(row.outages()) : "");
	}

	/** A figure of the longest outage of a row. */
	private static Column<Row> longest(String heading, Function<Outage, String> figure) {
		return figure(heading,
				(outages) -> figure.apply(Collections.max(outages, Comparator.comparingLong(OutageTable::length))));
	}

	private static long length(Outage outage) {
		return Objects.requireNonNullElse(outage.lengthMs(), 0L);
	}

	/** A row for each cause: a busy machine has many short outages without a fault. */
	static List<String> lines(Verdict verdict) {
		int partitions = verdict.leaders().stream().mapToInt((row) -> row.leader().size()).max().orElse(0);
		Function<Outage, String> withoutFault = WhyText.withoutFault(verdict);
		Map<Integer, Map<String, List<Outage>>> outages = verdict.outages()
			.stream()
			.collect(Collectors.groupingBy(Outage::partition, Collectors
				.groupingBy((outage) -> cause(outage, withoutFault), LinkedHashMap::new, Collectors.toList())));
		List<Row> rows = new ArrayList<>();
		IntStream.range(0, partitions)
			.forEach((partition) -> outages.getOrDefault(partition, Map.of("no outage", List.of()))
				.forEach((cause, all) -> rows.add(new Row(partition, cause, all))));
		return new TextTable<>(COLUMNS, rows).lines();
	}

	private static String cause(Outage outage, Function<Outage, String> withoutFault) {
		if (!outage.observed()) {
			return "nothing was sent";
		}
		return (outage.phrase() == null) ? withoutFault.apply(outage)
				: Format.plain(outage.phrase()) + ((outage.node() != null) ? " of node " + outage.node() : "");
	}

	/**
	 * The outages of a partition that have one cause.
	 *
	 * @param partition the partition, from 0
	 * @param cause the fault that was in force, what else stopped the writes, or why
	 * there are no figures
	 * @param outages none when there was no outage
	 */
	private record Row(int partition, String cause, List<Outage> outages) {

		boolean isObserved() {
			return this.outages.stream().anyMatch(Outage::observed);
		}

	}

}
