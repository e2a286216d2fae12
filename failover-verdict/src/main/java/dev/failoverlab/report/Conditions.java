package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
		return settings.entrySet()
			.stream()
			.sorted(Comparator.comparing((setting) -> String.valueOf(setting.getKey())))
			.map((setting) -> setting.getKey() + "=" + setting.getValue())
			.collect(Collectors.joining(", "));
	}

	/** A line for each change, by time. */
	static List<String> changes(Verdict verdict) {
		Changes changes = verdict.changes();
		int partitions = verdict.leaders().stream().mapToInt((row) -> row.leader().size()).max().orElse(0);
		Stream<Map.Entry<Long, String>> controllers = changes.controller()
			.stream()
			.map((each) -> Map.entry(each.atMs(), "active controller " + each.before() + " -> " + each.after()));
		Stream<Map.Entry<Long, String>> isrs = changes.isr()
			.stream()
			.map((each) -> Map.entry(each.atMs(), isr(each, partitions)));
		List<String> lines = Stream.concat(controllers, isrs)
			.sorted(Map.Entry.comparingByKey())
			.map((each) -> Format.moment(each.getKey()) + "  " + each.getValue())
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
