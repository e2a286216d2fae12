package dev.failoverlab.lab.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of numbers that grows without being copied, and whose untouched parts cost
 * nothing. An entry that was never set is 0.
 */
final class Pages {

	private static final int BITS = 14;

	private static final int SIZE = 1 << BITS;

	private Pages() {
	}

	/** A column of ints. */
	static final class Ints {

		private static final int[] UNTOUCHED = {};

		private final List<int[]> pages = new ArrayList<>();

		int get(int index) {
			int number = index >> BITS;
			int[] page = (number < this.pages.size()) ? this.pages.get(number) : UNTOUCHED;
			return (page.length > 0) ? page[index & (SIZE - 1)] : 0;
		}

		void set(int index, int value) {
			int number = index >> BITS;
			while (number >= this.pages.size()) {
				this.pages.add(UNTOUCHED);
			}
			if (this.pages.get(number).length == 0) {
				this.pages.set(number, new int[SIZE]);
			}
			this.pages.get(number)[index & (SIZE - 1)] = value;
		}

	}

	/** A column of longs. */
	static final class Longs {

		private static final long[] UNTOUCHED = {};

		private final List<long[]> pages = new ArrayList<>();

		long get(int index) {
			int number = index >> BITS;
			long[] page = (number < this.pages.size()) ? this.pages.get(number) : UNTOUCHED;
			return (page.length > 0) ? page[index & (SIZE - 1)] : 0;
		}

		void set(int index, long value) {
			int number = index >> BITS;
			while (number >= this.pages.size()) {
				this.pages.add(UNTOUCHED);
			}
			if (this.pages.get(number).length == 0) {
				this.pages.set(number, new long[SIZE]);
			}
			this.pages.get(number)[index & (SIZE - 1)] = value;
		}

	}

}
