package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run is what it claims to be, and can tell what is expected of it.
 *
 * @param seen its faults and outages
 * @param logs how far they were read
 * @param removed how many emails retention removed before they could be judged
 * @param firstAcknowledged when the first send was acknowledged, or null for never
 * @param unmet the waits of the scenario that were not met
 * @param expectations what is expected
 */
record Validity(Observations seen, Logs logs, long removed, @Nullable Long firstAcknowledged, List<Event.Unmet> unmet,
		List<Expectation> expectations) {

	/** A list of partitions is no longer than this. */
	private static final int LISTED = 10;

	/**
	 * What is wrong with the run.
	 * @return sentences; none when it is valid
	 */
	List<String> reasons() {
		List<String> reasons = new ArrayList<>();
		if (this.expectations.isEmpty()) {
			reasons.add("Nothing was expected.");
		}
		faults(reasons);
		log(reasons);
		this.unmet.forEach((wait) -> reasons.add("A wait was not met: " + wait.step()
				+ (wait.step().contains(wait.condition()) ? "" : ", until " + wait.condition()) + "; seen: "
				+ wait.seen() + "."));
		return reasons;
	}

	private void faults(List<String> reasons) {
		this.seen.timeline.faults()
			.stream()
			.filter((span) -> !span.hasBegun() && !span.isControl())
			.forEach((span) -> reasons.add("The fault " + span.fault + " was asked for and was never in force."));
		Long inForce = this.seen.timeline.firstInForce();
		if (this.firstAcknowledged == null) {
			reasons.add("Nothing was acknowledged.");
		}
		else if (inForce != null && this.firstAcknowledged >= inForce) {
			reasons.add("Nothing was acknowledged before the fault was in force.");
		}
		List<Integer> unwatched = this.seen.unwatched();
		if (!unwatched.isEmpty() && this.expectations.stream().anyMatch(Expectation::isOfOutages)) {
			reasons.add("Nothing is known of the outages of " + description(unwatched)
					+ ": no send to it was under way while a fault was in force.");
		}
	}

	private void log(List<String> reasons) {
		List<Integer> incomplete = this.logs.incomplete();
		if (!incomplete.isEmpty()) {
			reasons.add("The log was not read to its end on " + description(incomplete) + ".");
		}
		if (this.seen.settings.areCompacted()) {
			reasons.add(
					"The topic is compacted: records that are missing in its log may have been removed by compaction.");
		}
		if (this.removed > 0) {
			reasons.add("Retention removed emails before they could be judged: " + this.removed + ".");
		}
	}

	private static String description(List<Integer> partitions) {
		String listed = partitions.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining(", "));
		return (partitions.size() == 1) ? "partition " + listed : "partitions " + listed
				+ ((partitions.size() > LISTED) ? " and " + (partitions.size() - LISTED) + " more" : "");
	}

}
