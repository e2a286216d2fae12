package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * How often consumers that were there when the load began were assigned partitions while
 * the run lasted. One that starts later is assigned its own, and one that ends gives up
 * its own: neither counts.
 */
final class Rebalances {

	private Rebalances() {
	}

	/**
	 * Counts them.
	 * @return the count, or null when the history does not tell who was there
	 */
	static @Nullable Long count(Timeline timeline) {
		Long load = timeline.phase(Event.Phase.LOAD);
		if (load == null) {
			return null;
		}
		long end = Objects.requireNonNullElse(timeline.phase(Event.Phase.END), Long.MAX_VALUE);
		List<Entry<Event.Assign>> all = timeline.assignments();
		Map<String, Boolean> hold = all.stream()
			.filter((each) -> each.t() < load)
			.collect(Collectors.toMap((each) -> each.event().process(), Rebalances::isOfSome, (old, now) -> now));
		return !hold.containsValue(true) ? null
				: Long.valueOf(all.stream()
					.filter((each) -> each.t() >= load && each.t() < end && isOfSome(each))
					.filter((each) -> hold.getOrDefault(each.event().process(), false))
					.count());
	}

	private static boolean isOfSome(Entry<Event.Assign> entry) {
		return !entry.event().partitions().isEmpty();
	}

}
