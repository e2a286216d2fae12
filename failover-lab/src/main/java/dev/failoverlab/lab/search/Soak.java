package dev.failoverlab.lab.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.search.Trends.Trend;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.jspecify.annotations.Nullable;

/**
 * Follows a search, and samples after each schedule what the lab and the nodes take of
 * the machine.
 */
public final class Soak implements SearchListener {

	private final SharedCluster cluster;

	private final SearchListener view;

	private final Trends trends = new Trends();

	/** Samples the nodes of a cluster, and tells a view of everything else. */
	public Soak(SharedCluster cluster, SearchListener view) {
		this.cluster = cluster;
		this.view = view;
	}

	@Override
	public void judged(String name, String steps, RunSummary summary) {
		this.view.judged(name, steps, summary);
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
		if (all.isEmpty()) {
			return List.of("Too few schedules for trends.");
		}
		List<String> lines = new ArrayList<>(new TextTable<>(List.of(Column.text("process", Trend::process),
				Column.text("takes", (trend) -> trend.measure().title()),
				Column.number("first quarter", (trend) -> "" + trend.first()),
				Column.number("last quarter", (trend) -> "" + trend.last()),
				Column.text("", (trend) -> trend.isFlat() ? "flat" : "GROWS")), all)
			.lines());
		lines.add(Trends.RULE);
		return lines;
	}

	@Override
	public void found(Finding finding) {
		this.view.found(finding);
	}

	@Override
	public void started(int number, PlannedRun run, Path folder) {
		this.view.started(number, run, folder);
	}

	@Override
	public void accept(Event event) {
		this.view.accept(event);
	}

	@Override
	public void ended(RunSummary summary, @Nullable RunResult result) {
		this.view.ended(summary, result);
	}

}
