package dev.failoverlab.producer.batch;

import java.io.ByteArrayOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into lines, however they arrive, in memory that is bounded: of a
 * line that is too long only the fact is kept.
 */
final class LineSplitter {

	private final int maxLength;

	private final Lines lines;

	private final ByteArrayOutputStream current = new ByteArrayOutputStream();

	private boolean tooLong;

	private long number = 1;

	LineSplitter(int maxLength, Lines lines) {
		this.maxLength = maxLength;
		this.lines = lines;
	}

	void feed(byte[] bytes, int length) throws InterruptedException {
		int start = 0;
		for (int i = 0; i < length; i++) {
			if (bytes[i] == '\n') {
				append(bytes, start, i);
				endLine();
				start = i + 1;
			}
		}
		append(bytes, start, length);
	}

	/** Ends the last line, which needs no line feed. */
	void end() throws InterruptedException {
		endLine();
	}

	private void append(byte[] bytes, int from, int to) {
		if (this.current.size() + (to - from) > this.maxLength) {
			this.tooLong = true;
			this.current.reset();
		}
		if (!this.tooLong) {
			this.current.write(bytes, from, to - from);
		}
	}

	private void endLine() throws InterruptedException {
		byte[] line = this.current.toByteArray();
		boolean tooLong = this.tooLong;
		this.current.reset();
		this.tooLong = false;
		long number = this.number++;
		if (tooLong) {
			this.lines.line(number, null);
		}
		else if (!isBlank(line)) {
			this.lines.line(number, line);
		}
	}

	private static boolean isBlank(byte[] line) {
		for (byte each : line) {
			if (each != ' ' && each != '\t' && each != '\r') {
				return false;
			}
		}
		return true;
	}

	/** Takes the lines. */
	interface Lines {

		/**
		 * Takes a line that is not blank.
		 * @param number its number, from 1; blank lines count
		 * @param line its bytes, or null when it is too long
		 * @throws InterruptedException when the thread is interrupted while it waits
		 */
		void line(long number, byte @Nullable [] line) throws InterruptedException;

	}

}
