package dev.failoverlab.consumer.delivery;

import java.util.Arrays;

/**
 * Where lines start in a file, for every n-th line only. Whenever the marks fill up,
 * every other one is dropped and n doubles, so that a file of any length takes the same
 * memory and a line is found by reading no more than a small share of it.
 */
final class LineIndex {

	private final long[] marks;

	private int count;

	private long stride = 1;

	/**
	 * Creates an empty index.
	 * @param capacity how many marks to keep, 2 or higher
	 */
	LineIndex(int capacity) {
		this.marks = new long[capacity];
	}

	/**
	 * Notes where a line starts. To be called for each line, in order, from line 0.
	 * @param line the line, from 0
	 * @param position its first byte in the file
	 */
	void add(long line, long position) {
		if (line % this.stride != 0) {
			return;
		}
		if (this.count == this.marks.length) {
			thinOut();
			add(line, position);
			return;
		}
		this.marks[this.count++] = position;
	}

	/**
	 * The nearest mark.
	 * @param line the line looked for, from 0; it may be one that is not there yet
	 * @return the last marked line that is not after it
	 */
	Mark floor(long line) {
		if (this.count == 0) {
			return new Mark(0, 0);
		}
		int mark = (int) Math.min(line / this.stride, this.count - 1L);
		return new Mark(mark * this.stride, this.marks[mark]);
	}

	int size() {
		return this.count;
	}

	private void thinOut() {
		int kept = (this.count + 1) / 2;
		for (int i = 0; i < kept; i++) {
			this.marks[i] = this.marks[2 * i];
		}
		Arrays.fill(this.marks, kept, this.count, 0);
		this.count = kept;
		this.stride *= 2;
	}

	/**
	 * A place in the file.
	 *
	 * @param line the line that starts there, from 0
	 * @param position its first byte
	 */
	record Mark(long line, long position) {
	}

}
