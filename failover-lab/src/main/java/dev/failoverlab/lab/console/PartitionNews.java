package dev.failoverlab.lab.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;

/**
 * News of several partitions that come within half a second, as one line: what happens to
 * one partition often happens to all.
 */
final class PartitionNews {

	private static final long TOGETHER = 500_000_000L;

	private final String topic;

	private final SortedSet<Integer> all = new TreeSet<>();

	private final List<PartitionLine> held = new ArrayList<>();

	private long first;

	PartitionNews(String topic) {
		this.topic = topic;
	}

	void isThere(int partition) {
		this.all.add(partition);
	}

	void add(long t, PartitionLine line) {
		this.first = this.held.isEmpty() ? t : this.first;
		this.held.add(line);
	}

	boolean isDue(long now) {
		return !this.held.isEmpty() && now - this.first > TOGETHER;
	}

	/** The time of the first of those that are held. */
	long time() {
		return this.first;
	}

	/** At most one line about leaders and ISRs, and one about acknowledgements. */
	List<String> take() {
		List<String> lines = new ArrayList<>();
		Map<String, SortedSet<Integer>> changes = new LinkedHashMap<>();
		this.held.forEach((line) -> line.changes()
			.forEach((change) -> changes.computeIfAbsent(change, (text) -> new TreeSet<>()).add(line.partition())));
		if (!changes.isEmpty()) {
			lines.add(colour().paint(changes.entrySet()
				.stream()
				.map((change) -> names(change.getValue()) + ": " + change.getKey())
				.collect(Collectors.joining("; "))));
		}
		LongSummaryStatistics silences = silences().summaryStatistics();
		if (silences.getCount() > 0) {
			lines.add(Palette.GOOD.paint(names(partitionsAgain()) + ": " + PartitionLine.AGAIN
					+ ((silences.getMin() < silences.getMax()) ? Format.duration(silences.getMin()) + " to " : "")
					+ Format.duration(silences.getMax())));
		}
		this.held.clear();
		return lines;
	}

	private Palette colour() {
		return this.held.stream()
			.map(PartitionLine::colour)
			.reduce(Palette.GOOD, (one, other) -> (other == Palette.BAD || one == Palette.GOOD) ? other : one);
	}

	private LongStream silences() {
		return this.held.stream().mapToLong(PartitionLine::silenceMs).filter((silence) -> silence > 0);
	}

	private SortedSet<Integer> partitionsAgain() {
		return this.held.stream()
			.filter((line) -> line.silenceMs() > 0)
			.map(PartitionLine::partition)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private String names(SortedSet<Integer> partitions) {
		if (partitions.size() == 1) {
			return this.topic + "-" + partitions.first();
		}
		return partitions.equals(this.all) ? "all " + partitions.size() + " partitions"
				: "partitions " + EventFormatter.list(partitions);
	}

}
