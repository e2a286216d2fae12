package dev.failoverlab.lab.search;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.search.Trends.Trend;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;

/** Samples after each schedule what the lab and the nodes take of the machine. */
public final class Soak implements SearchListener {

	private static final List<Column<Trend>> COLUMNS = List.of(Column.text("process", Trend::process),
			Column.text("takes", (trend) -> trend.measure().title()),
			Column.number("first quarter", (trend) -> "" + trend.first()),
			Column.number("last quarter", (trend) -> "" + trend.last()),
			Column.text("", (trend) -> trend.isFlat() ? "flat" : "GROWS"));

	private final SharedCluster cluster;

	private final Trends trends = new Trends();

	/** Samples the nodes of a cluster while it runs. */
	public Soak(SharedCluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void judged(String name, String steps, RunSummary summary) {
		this.cluster.running().ifPresent(this::sample);
	}

	private void sample(KafkaCluster running) {
		this.trends.sample("lab", ProcessHandle.current().pid(), null);
		Path data = running.spec().directory().resolve("data");
		running.nodes()
			.forEach((node) -> node.pid()
				.ifPresent((pid) -> this.trends.sample("node " + node.id(), pid, data.resolve("node-" + node.id()))));
	}

	/** Whether nothing grows, as far as there are enough samples. */
	public boolean isFlat() {
		return this.trends.all().stream().allMatch(Trend::isFlat);
	}

	/** The trends as a table, and the rule by which they are judged. */
	public List<String> lines() {
		List<Trend> all = this.trends.all();
		return all.isEmpty() ? List.of("There are too few schedules for a trend.")
				: Stream.concat(new TextTable<>(COLUMNS, all).lines().stream(), Stream.of(Trends.RULE)).toList();
	}

}
