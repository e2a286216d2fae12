package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * How the ISRs and the active controller changed under load.
 *
 * @param isr in their order; those of several partitions that are equal and within a
 * second are one
 * @param controller in their order
 */
public record Changes(List<Isr> isr, List<Controller> controller) {

	private static final long MILLISECOND = 1_000_000;

	private static final long TOGETHER_MS = 1_000;

	public Changes {
		isr = List.copyOf(isr);
		controller = List.copyOf(controller);
	}

	/**
	 * An ISR has other members.
	 *
	 * @param atMs when that was first reported, in ms since the run began
	 * @param partitions whose ISR
	 * @param before its members before
	 * @param after its members from here on
	 */
	public record Isr(long atMs, List<Integer> partitions, Set<Integer> before, Set<Integer> after) {

		private boolean isLike(Isr other) {
			return this.before.equals(other.before) && this.after.equals(other.after)
					&& other.atMs - this.atMs <= TOGETHER_MS;
		}

	}

	/**
	 * Another node is the active controller.
	 *
	 * @param atMs when that was first reported, in ms since the run began
	 * @param before the active controller before
	 * @param after the active controller from here on
	 */
	public record Controller(long atMs, int before, int after) {
	}

	/** Those since the load began, where the history tells when that was. */
	static Changes of(Timeline timeline, int partitions) {
		Long load = timeline.phase(Event.Phase.LOAD);
		long since = (load != null) ? load : 0;
		List<Isr> all = new ArrayList<>();
		for (int partition = 0; partition < partitions; partition++) {
			Entry<Event.Partition> before = null;
			for (Entry<Event.Partition> report : timeline.news(partition).all()) {
				if (report.t() >= since) {
					change(before, report, all);
				}
				before = report;
			}
		}
		all.sort(Comparator.comparingLong(Isr::atMs));
		return new Changes(merged(all), controllers(timeline.elections(), since));
	}

	private static void change(@Nullable Entry<Event.Partition> before, Entry<Event.Partition> now, List<Isr> all) {
		Set<Integer> members = new TreeSet<>(now.event().isr());
		Set<Integer> former = new TreeSet<>((before != null) ? before.event().isr() : members);
		if (!members.equals(former)) {
			all.add(new Isr(now.t() / MILLISECOND, List.of(now.event().partition()), former, members));
		}
	}

	private static List<Isr> merged(List<Isr> all) {
		List<Isr> merged = new ArrayList<>();
		for (Isr change : all) {
			Isr same = merged.stream().filter((each) -> each.isLike(change)).findFirst().orElse(null);
			if (same == null) {
				merged.add(change);
			}
			else {
				List<Integer> both = new ArrayList<>(same.partitions());
				both.addAll(change.partitions());
				merged.set(merged.indexOf(same),
						new Isr(same.atMs(), both.stream().distinct().sorted().toList(), same.before(), same.after()));
			}
		}
		return merged;
	}

	private static List<Controller> controllers(List<Entry<Event.Quorum>> elections, long since) {
		List<Controller> changes = new ArrayList<>();
		for (int i = 1; i < elections.size(); i++) {
			int before = Timeline.controller(elections.get(i - 1));
			int after = Timeline.controller(elections.get(i));
			if (before != after && elections.get(i).t() >= since) {
				changes.add(new Controller(elections.get(i).t() / MILLISECOND, before, after));
			}
		}
		return changes;
	}

}
