package dev.failoverlab.history;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Lines of a stream as bytes, one at a time, in memory that a line of any length cannot
 * exhaust. A line is not copied unless it crosses the end of what was read at once.
 */
final class LineReader {

	/** The longest line that is read, in bytes: some 400,000 records of one poll. */
	static final int LONGEST = 32 << 20;

	private static final int CHUNK = 1 << 16;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long ENDS = '\n' * ONES;

	private final InputStream in;

	private final byte[] chunk = new byte[CHUNK];

	private int position;

	private int limit;

	/** A line that crosses the end of a chunk. */
	private byte[] line = new byte[1024];

	private byte[] bytes = this.chunk;

	private int offset;

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
		if (!fill()) {
			return false;
		}
		this.number++;
		int end = endInChunk();
		if (end < this.limit) {
			is(this.chunk, this.position, end - this.position);
			this.position = end + 1;
			return true;
		}
		is(this.line, 0, 0);
		crossing();
		this.bytes = this.line;
		return true;
	}

	private void is(byte[] bytes, int offset, int length) {
		this.bytes = bytes;
		this.offset = offset;
		this.length = length;
	}

	private void crossing() throws IOException {
		do {
			int end = endInChunk();
			append(end - this.position);
			if (end < this.limit) {
				this.position = end + 1;
				return;
			}
			this.position = end;
		}
		while (fill());
	}

	/** Where the line is; good until the next one is read. */
	byte[] bytes() {
		return this.bytes;
	}

	/** Where it begins in {@link #bytes}. */
	int offset() {
		return this.offset;
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

	/**
	 * Eight bytes at a time: in a word where one is a line end, one of its bytes is 0.
	 */
	private int endInChunk() {
		int end = this.position;
		while (end + Long.BYTES <= this.limit) {
			long word = (long) LONG.get(this.chunk, end) ^ ENDS;
			long zero = (word - ONES) & ~word & (ONES << 7);
			if (zero != 0) {
				return end + Long.numberOfTrailingZeros(zero) / Byte.SIZE;
			}
			end += Long.BYTES;
		}
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
