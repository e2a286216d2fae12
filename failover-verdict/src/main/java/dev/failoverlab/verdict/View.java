package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as its nodes report it, all reports taken together: the highest leader
 * epoch wins, and of one epoch the latest report. What an old epoch says, such as the
 * last metadata of a lone survivor, never takes back what a newer one said.
 */
final class View {

	private final Map<Integer, Event.Partition> latest = new HashMap<>();

	private final int partitions;

	/** How many of them have all their replicas in their ISR. */
	private int whole;

	View(int partitions) {
		this.partitions = partitions;
	}

	void take(Event.Partition report) {
		Event.Partition before = this.latest.get(report.partition());
		if (before == null || report.epoch() >= before.epoch()) {
			this.latest.put(report.partition(), report);
			this.whole += (isWhole(report) ? 1 : 0) - ((before != null && isWhole(before)) ? 1 : 0);
		}
	}

	private static boolean isWhole(Event.Partition report) {
		return report.isr().containsAll(report.replicas());
	}

	Event.@Nullable Partition of(int partition) {
		return this.latest.get(partition);
	}

	/** Whether every partition is known to have all its replicas in its ISR. */
	boolean isWhole() {
		return this.whole == this.partitions;
	}

	/**
	 * The leaders now.
	 * @param timeline who is down
	 * @param t now
	 * @return for every partition its leader; null when there is none, when a fault holds
	 * the reported one down, and when no node reported any
	 */
	Map<Integer, @Nullable Integer> leaders(Timeline timeline, long t) {
		Map<Integer, @Nullable Integer> leaders = new TreeMap<>();
		for (int partition = 0; partition < this.partitions; partition++) {
			Event.Partition report = this.latest.get(partition);
			Integer leader = (report != null) ? report.leader() : null;
			leaders.put(partition, (leader != null && !timeline.isDown(leader, t)) ? leader : null);
		}
		return leaders;
	}

}
