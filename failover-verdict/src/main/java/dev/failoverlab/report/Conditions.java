package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Changes;
import dev.failoverlab.verdict.Verdict;

/**
 * Under which conditions a run took place: its settings, and how ISRs and controller
 * changed.
 */
final class Conditions {

	private static final int MOST_CHANGES = 12;

	private Conditions() {
	}

	/** The settings that were chosen for the run, in one sentence; empty for none. */
	static String settings(Verdict verdict) {
		List<String> parts = new ArrayList<>();
		if (verdict.settings().get("rate_per_second") instanceof Number rate) {
			parts.add(rate + " emails a second through " + verdict.settings().getOrDefault("through", "?"));
		}
		for (String whose : List.of("producer", "consumer", "broker", "topic")) {
			if (verdict.settings().get(whose) instanceof Map<?, ?> settings && !settings.isEmpty()) {
				parts.add(whose + " " + described(settings));
			}
		}
		return Format.plain(String.join("; ", parts));
	}

	private static String described(Map<?, ?> settings) {
		Map<String, Object> sorted = new TreeMap<>();
		settings.forEach((name, value) -> sorted.put(String.valueOf(name), value));
		return sorted.entrySet()
			.stream()
			.map((setting) -> setting.getKey() + "=" + setting.getValue())
			.collect(Collectors.joining(", "));
	}

	/** A line for each change, by time. */
	static List<String> changes(Verdict verdict) {
		Changes changes = verdict.changes();
		int partitions = verdict.leaders().stream().mapToInt((row) -> row.leader().size()).max().orElse(0);
		Map<Long, List<String>> byTime = new TreeMap<>();
		Stream.concat(
				changes.controller()
					.stream()
					.map((each) -> Map.entry(each.atMs(),
							"active controller " + each.before() + " -> " + each.after())),
				changes.isr().stream().map((each) -> Map.entry(each.atMs(), isr(each, partitions))))
			.forEach((each) -> byTime.computeIfAbsent(each.getKey(), (t) -> new ArrayList<>()).add(each.getValue()));
		List<String> lines = byTime.entrySet()
			.stream()
			.flatMap((each) -> each.getValue().stream().map((what) -> Format.moment(each.getKey()) + "  " + what))
			.toList();
		return (lines.size() <= MOST_CHANGES) ? lines
				: Stream
					.concat(lines.stream().limit(MOST_CHANGES),
							Stream.of("and " + (lines.size() - MOST_CHANGES) + " more"))
					.toList();
	}

	private static String isr(Changes.Isr change, int partitions) {
		String where = (change.partitions().size() == partitions && partitions > 1) ? "every partition"
				: "partition " + list(change.partitions());
		return "ISR of " + where + ": " + list(change.before()) + " -> " + list(change.after());
	}

	private static String list(Iterable<Integer> ids) {
		List<String> words = new ArrayList<>();
		ids.forEach((id) -> words.add(String.valueOf(id)));
		return words.isEmpty() ? "empty" : String.join(",", words);
	}

}
