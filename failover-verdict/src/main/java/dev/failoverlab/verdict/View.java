package dev.failoverlab.verdict;

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

	private final Map<Integer, Event.Partition> latest = new TreeMap<>();

	private final int partitions;

	View(int partitions) {
		this.partitions = partitions;
	}

	void take(Event.Partition report) {
		this.latest.merge(report.partition(), report, (old, now) -> (now.epoch() >= old.epoch()) ? now : old);
	}

	Event.@Nullable Partition of(int partition) {
		return this.latest.get(partition);
	}

	/** Whether every partition is known to have all its replicas in its ISR. */
	boolean isWhole() {
		return this.latest.size() == this.partitions
				&& this.latest.values().stream().allMatch((report) -> report.isr().containsAll(report.replicas()));
	}

	/**
	 * The leaders now.
	 * @param timeline who is down
	 * @param t now
	 * @return for every partition its leader; null when nobody leads, when the reported
	 * leader is held down by a fault, and when nobody reported
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
