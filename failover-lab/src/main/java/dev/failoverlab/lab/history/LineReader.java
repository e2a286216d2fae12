package dev.failoverlab.lab.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream as bytes, one at a time, in memory that a line of any length cannot
 * exhaust.
 */
final class LineReader {

	/** The longest line that is read, in bytes: some 400,000 records of one poll. */
	static final int LONGEST = 32 << 20;

	private static final int CHUNK = 1 << 16;

	private final InputStream in;

	private final byte[] chunk = new byte[CHUNK];

	private int position;

	private int limit;

	private byte[] line = new byte[1024];

	private int length;

	private long number;

	LineReader(InputStream in) {
		this.in = in;
	}

	/**
	 * Reads the next line, without its end.
	 * @return whether there is one
	 * @throws HistoryException when it is longer than {@link #LONGEST}
	 */
	boolean next() throws IOException {
		this.length = 0;
		if (!fill()) {
			return false;
		}
		this.number++;
		do {
			int end = endInChunk();
			append(end - this.position);
			if (end < this.limit) {
				this.position = end + 1;
				return true;
			}
			this.position = end;
		}
		while (fill());
		return true;
	}

	byte[] bytes() {
		return this.line;
	}

	int length() {
		return this.length;
	}

	long number() {
		return this.number;
	}

	private boolean fill() throws IOException {
		if (this.position < this.limit) {
			return true;
		}
		this.position = 0;
		this.limit = this.in.readNBytes(this.chunk, 0, CHUNK);
		return this.limit > 0;
	}

	private int endInChunk() {
		int end = this.position;
		while (end < this.limit && this.chunk[end] != '\n') {
			end++;
		}
		return end;
	}

	private void append(int count) {
		if (this.length + count > LONGEST) {
			throw new HistoryException(this.number, "is longer than " + (LONGEST >> 20) + " MiB");
		}
		if (this.length + count > this.line.length) {
			this.line = Arrays.copyOf(this.line, Math.max(this.length + count, 2 * this.line.length));
		}
		System.arraycopy(this.chunk, this.position, this.line, this.length, count);
		this.length += count;
	}

}
