package dev.failoverlab.lab.service;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a delivery log from before a run. Only what they lead to is part of its
 * history: what the consumer holds, and where it is.
 */
final class EarlierDeliveries {

	private final Map<Integer, Long> positions = new TreeMap<>();

	private @Nullable DeliveryLine assignment;

	void accept(DeliveryLine line) {
		if (line.isAssignment()) {
			this.assignment = line;
			this.positions.putAll(Objects.requireNonNullElse(line.positions(), Map.of()));
		}
		else if (line.partition() != null && line.offset() != null) {
			this.positions.put(line.partition(), line.offset() + 1);
		}
	}

	/** Records it, if the consumer holds anything. */
	void record(Recorder recorder) {
		DeliveryLine last = this.assignment;
		if (last != null) {
			List<Integer> held = Objects.requireNonNullElse(last.partitions(), List.of());
			Map<Integer, Long> now = this.positions.entrySet()
				.stream()
				.filter((each) -> held.contains(each.getKey()))
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
			recorder.record(last.at(now)::event);
		}
	}

}
