package dev.failoverlab.verdict;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Outages of one cause and one time.
 *
 * @param items in the order in which they began
 */
record CommonCause(List<Explained> items) {

	/** Outages of one cause that are further apart are two. */
	private static final long APART = 1_000_000_000;

	boolean takes(Explained item) {
		return this.items.get(0).blame().isLike(item.blame()) && item.situation().from() <= to() + APART;
	}

	Explained longest() {
		return this.items.stream()
			.max(Comparator.comparing((Explained item) -> !item.situation().ended()).thenComparing(Explained::ms))
			.orElseThrow();
	}

	/** The shortest of the longest of each partition, in ms. */
	long shortest() {
		Map<Integer, Long> longest = new HashMap<>();
		this.items.forEach((item) -> longest.merge(item.situation().partition(), item.ms(), Math::max));
		return Collections.min(longest.values());
	}

	SortedSet<Integer> all(Function<Explained, SortedSet<Integer>> of) {
		SortedSet<Integer> all = new TreeSet<>();
		this.items.forEach((item) -> all.addAll(of.apply(item)));
		return all;
	}

	boolean ended() {
		return this.items.stream().allMatch((item) -> item.situation().ended());
	}

	long from() {
		return this.items.stream().mapToLong((item) -> item.situation().from()).min().orElse(0);
	}

	long to() {
		return this.items.stream().mapToLong((item) -> item.situation().to()).max().orElse(0);
	}

	List<Integer> outages() {
		return this.items.stream().map(Explained::index).filter((index) -> index >= 0).sorted().toList();
	}

}
