package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Cause} says of one outage.
 *
 * @param key the key of its text
 * @param fault the fault that is to blame, or null for none
 * @param nodes the nodes that it is about
 * @param led those partitions that one of the nodes led
 * @param values what else the text needs, by name
 * @param lines the lines of the history that it rests on
 */
record Blame(String key, @Nullable FaultPeriod fault, SortedSet<Integer> nodes, SortedSet<Integer> led,
		Map<String, Object> values, List<Long> lines) {

	Blame {
		nodes = new TreeSet<>(nodes);
		led = new TreeSet<>(led);
	}

	/** One of a fault on some nodes. */
	static Blame of(String key, FaultPeriod fault, SortedSet<Integer> nodes) {
		return new Blame(key, fault, nodes, new TreeSet<>(), Map.of(), List.of(fault.line));
	}

	/** One without a fault, resting on one line. */
	static Blame of(String key, long line) {
		return new Blame(key, null, new TreeSet<>(), new TreeSet<>(), Map.of(), List.of(line));
	}

	Blame with(Map<String, Object> more) {
		return new Blame(this.key, this.fault, this.nodes, this.led, more, this.lines);
	}

	Blame leading(int partition) {
		SortedSet<Integer> more = new TreeSet<>(this.led);
		more.add(partition);
		return new Blame(this.key, this.fault, this.nodes, more, this.values, this.lines);
	}

	/** Whether outages with these two have one cause. */
	boolean isLike(Blame other) {
		String word = (this.fault != null) ? this.fault.fault : "";
		return this.key.equals(other.key) && word.equals((other.fault != null) ? other.fault.fault : "")
				&& this.values.equals(other.values);
	}

}
