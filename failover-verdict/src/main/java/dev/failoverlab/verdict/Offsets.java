package dev.failoverlab.verdict;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** A set of offsets of one partition, a bit each. */
final class Offsets {

	private static final int BITS = 12;

	private final TreeMap<Long, BitSet> pages = new TreeMap<>();

	/** The page that was added to last, and its number. */
	private BitSet page = new BitSet();

	private long number = -1;

	private long highest = -1;

	void add(long offset) {
		if (offset >> BITS != this.number) {
			this.number = offset >> BITS;
			this.page = this.pages.computeIfAbsent(this.number, (unknown) -> new BitSet(1 << BITS));
		}
		this.page.set(bit(offset));
		this.highest = Math.max(this.highest, offset);
	}

	/**
	 * The highest offset.
	 * @return the offset, or -1 when there is none
	 */
	long highest() {
		return this.highest;
	}

	/**
	 * Whether there is one in a range.
	 * @param from the first offset of the range
	 * @param to the first offset behind it
	 * @return whether the set holds one of them
	 */
	boolean any(long from, long to) {
		if (from >= to) {
			return false;
		}
		for (Map.Entry<Long, BitSet> page : this.pages.subMap(from >> BITS, true, (to - 1) >> BITS, true).entrySet()) {
			long base = page.getKey() << BITS;
			int bit = page.getValue().nextSetBit((base < from) ? bit(from) : 0);
			if (bit >= 0 && base + bit < to) {
				return true;
			}
		}
		return false;
	}

	private static int bit(long offset) {
		return (int) (offset & ((1 << BITS) - 1));
	}

}
