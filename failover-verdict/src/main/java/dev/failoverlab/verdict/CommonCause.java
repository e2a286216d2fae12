package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Outages of one cause and one time. */
final class CommonCause {

	/** Outages of one cause that are further apart are two. */
	private static final long APART = 1_000_000_000;

	/** In the order in which they began. */
	private final List<Explained> items = new ArrayList<>();

	private long to;

	void add(Explained item) {
		this.items.add(item);
		this.to = Math.max(this.to, item.situation().to());
	}

	List<Explained> items() {
		return this.items;
	}

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
		return this.items.get(0).situation().from();
	}

	long to() {
		return this.to;
	}

	List<Integer> outages() {
		return this.items.stream().map(Explained::index).filter((index) -> index >= 0).sorted().toList();
	}

}
