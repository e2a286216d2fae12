package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run is what it claims to be: each fault that was asked for was in force,
 * something was acknowledged before it, and the log of every partition was read to its
 * end. A history without any fault needs an acknowledgement all the same.
 */
final class Validity {

	private final Event.Run run;

	private final Timeline timeline;

	private final LogScan scan;

	Validity(Event.Run run, Timeline timeline, LogScan scan) {
		this.run = run;
		this.timeline = timeline;
		this.scan = scan;
	}

	/**
	 * What is wrong with the run.
	 * @param firstAcknowledged when the first send was acknowledged, or null for never
	 * @return sentences; none when it is valid
	 */
	List<String> reasons(@Nullable Long firstAcknowledged) {
		List<String> reasons = new ArrayList<>();
		for (FaultPeriod span : this.timeline.faults()) {
			if (!span.hasBegun() && !span.isControl()) {
				reasons.add("The fault " + span.fault() + " was asked for and was never in force.");
			}
		}
		Long inForce = this.timeline.firstInForce();
		if (firstAcknowledged == null) {
			reasons.add("Nothing was acknowledged.");
		}
		else if (inForce != null && firstAcknowledged >= inForce) {
			reasons.add("Nothing was acknowledged before the fault was in force.");
		}
		List<Integer> incomplete = this.scan.incomplete();
		if (!incomplete.isEmpty()) {
			reasons
				.add("The log was not read to its end on " + ((incomplete.size() == 1) ? "partition " : "partitions ")
						+ String.join(", ", incomplete.stream().map(String::valueOf).toList()) + ".");
		}
		if (isCompacted(this.run.settings())) {
			reasons.add("The topic is compacted: records that are gone from its log say nothing.");
		}
		return reasons;
	}

	/** However deep in the settings the topic's own are. */
	private static boolean isCompacted(Map<?, ?> settings) {
		return settings.entrySet()
			.stream()
			.anyMatch((setting) -> (setting.getValue() instanceof Map<?, ?> inner) ? isCompacted(inner)
					: "cleanup.policy".equals(setting.getKey())
							&& String.valueOf(setting.getValue()).contains("compact"));
	}

}
