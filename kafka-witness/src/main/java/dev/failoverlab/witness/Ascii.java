package dev.failoverlab.witness;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Text in ASCII that grows. Written by hand, because each record that is sent costs two
 * lines: no string is made for a number or a part of a line.
 */
final class Ascii {

	private static final int TEN = 10;

	private byte[] bytes;

	private int length;

	/**
	 * Starts empty.
	 * @param capacity bytes that fit before it grows
	 */
	Ascii(int capacity) {
		this.bytes = new byte[capacity];
	}

	/** Starts with a copy of another, which does not change. */
	Ascii(Ascii other) {
		this.bytes = other.bytes.clone();
		this.length = other.length;
	}

	int length() {
		return this.length;
	}

	void clear() {
		this.length = 0;
	}

	/** What it holds, without a copy. */
	ByteBuffer buffer() {
		return ByteBuffer.wrap(this.bytes, 0, this.length);
	}

	Ascii add(char c) {
		reserve(1);
		this.bytes[this.length++] = (byte) c;
		return this;
	}

	Ascii add(String text) {
		int count = text.length();
		reserve(count);
		for (int i = 0; i < count; i++) {
			this.bytes[this.length + i] = (byte) text.charAt(i);
		}
		this.length += count;
		return this;
	}

	Ascii add(Ascii text) {
		return add(text.bytes, text.length);
	}

	Ascii add(byte[] text, int count) {
		reserve(count);
		System.arraycopy(text, 0, this.bytes, this.length, count);
		this.length += count;
		return this;
	}

	Ascii add(long value) {
		if (value < 0) {
			return add(Long.toString(value));
		}
		int count = 1;
		for (long rest = value; rest >= TEN; rest /= TEN) {
			count++;
		}
		reserve(count);
		long rest = value;
		for (int i = this.length + count - 1; i >= this.length; i--) {
			this.bytes[i] = (byte) ('0' + rest % TEN);
			rest /= TEN;
		}
		this.length += count;
		return this;
	}

	private void reserve(int count) {
		if (this.length + count > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, 2 * (this.length + count));
		}
	}

}
