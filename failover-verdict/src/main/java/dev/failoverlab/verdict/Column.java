package dev.failoverlab.verdict;

import java.util.Arrays;

/**
 * A column of numbers, one for each row from 0, that grows without its numbers being
 * copied. A number that was never set is 0. Pages of it are as wide as their widest
 * number needs: small numbers cost two bytes, larger ones four or eight, and a page of
 * zeros nothing.
 */
final class Column {

	private static final int BITS = 10;

	private static final int SIZE = 1 << BITS;

	private static final int REST = SIZE - 1;

	private static final short[] NO_SHORTS = {};

	private static final int[] NO_INTS = {};

	private static final long[] NO_LONGS = {};

	/** Of the three pages of one number at most one is not empty. */
	private short[][] shorts = {};

	private int[][] ints = {};

	private long[][] longs = {};

	long get(int row) {
		int page = row >> BITS;
		if (page >= this.shorts.length) {
			return 0;
		}
		short[] narrow = this.shorts[page];
		if (narrow.length > 0) {
			return narrow[row & REST] & 0xFFFFL;
		}
		int[] middle = this.ints[page];
		if (middle.length > 0) {
			return middle[row & REST] & 0xFFFF_FFFFL;
		}
		long[] wide = this.longs[page];
		return (wide.length > 0) ? wide[row & REST] : 0;
	}

	/** For a column whose numbers are known to fit. */
	int getInt(int row) {
		return (int) get(row);
	}

	void set(int row, long value) {
		int page = row >> BITS;
		if (page < this.shorts.length && this.longs[page].length > 0) {
			this.longs[page][row & REST] = value;
		}
		else if (page < this.shorts.length && this.ints[page].length > 0 && value >>> Integer.SIZE == 0) {
			this.ints[page][row & REST] = (int) value;
		}
		else if (page < this.shorts.length && this.shorts[page].length > 0 && value >>> Short.SIZE == 0) {
			this.shorts[page][row & REST] = (short) value;
		}
		else if (value != 0) {
			widen(page, value);
			set(row, value);
		}
	}

	/** Makes the page wide enough for a value. */
	private void widen(int page, long value) {
		if (page >= this.shorts.length) {
			grow(Math.max(page + 1, 2 * this.shorts.length));
		}
		long[] numbers = new long[SIZE];
		Arrays.setAll(numbers, (i) -> get((page << BITS) | i));
		this.shorts[page] = NO_SHORTS;
		this.ints[page] = NO_INTS;
		if (value >>> Short.SIZE == 0) {
			this.shorts[page] = new short[SIZE];
		}
		else if (value >>> Integer.SIZE == 0) {
			this.ints[page] = new int[SIZE];
			Arrays.setAll(this.ints[page], (i) -> (int) numbers[i]);
		}
		else {
			this.longs[page] = numbers;
		}
	}

	private void grow(int pages) {
		int from = this.shorts.length;
		this.shorts = Arrays.copyOf(this.shorts, pages);
		this.ints = Arrays.copyOf(this.ints, pages);
		this.longs = Arrays.copyOf(this.longs, pages);
		Arrays.fill(this.shorts, from, pages, NO_SHORTS);
		Arrays.fill(this.ints, from, pages, NO_INTS);
		Arrays.fill(this.longs, from, pages, NO_LONGS);
	}

}
