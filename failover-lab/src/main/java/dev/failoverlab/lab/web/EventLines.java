package dev.failoverlab.lab.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * The lines of a history as server-sent events: each message has as many whole lines as
 * are there, and ends with the number of the last one. Memory: 64 KB, or the length of
 * the longest line.
 */
final class EventLines implements AutoCloseable {

	private static final int BUFFER = 1 << 16;

	private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

	private final HistoryFile history;

	private final long after;

	private final InputStream in;

	private byte[] buffer = new byte[BUFFER];

	private int kept;

	private long line;

	/**
	 * Opens a history.
	 * @param after the number of the last line to leave out, 0 for none
	 */
	EventLines(HistoryFile history, long after) throws IOException {
		this.history = history;
		this.after = after;
		this.in = Files.newInputStream(history.path());
	}

	/**
	 * Writes the lines that are there.
	 * @return whether there were any
	 */
	boolean copyTo(OutputStream out) throws IOException {
		boolean copied = false;
		for (int end = read(); end >= 0; end = read()) {
			copied |= copyTo(out, end);
		}
		return copied;
	}

	/** Returns the end of the last whole line, 0 for none, below 0 at the file's end. */
	private int read() throws IOException {
		if (this.kept == this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * this.kept);
		}
		int count = this.in.read(this.buffer, this.kept, this.buffer.length - this.kept);
		this.kept += Math.max(0, count);
		int end = this.kept;
		while (end > 0 && this.buffer[end - 1] != '\n') {
			end--;
		}
		return (count > 0) ? end : -1;
	}

	private boolean copyTo(OutputStream out, int end) throws IOException {
		int from = 0;
		while (from < end) {
			int to = from;
			while (this.buffer[to] != '\n') {
				to++;
			}
			this.line++;
			if (this.line > this.after) {
				out.write(DATA);
				out.write(this.buffer, from, to + 1 - from);
			}
			from = to + 1;
		}
		this.kept -= end;
		System.arraycopy(this.buffer, end, this.buffer, 0, this.kept);
		boolean copied = end > 0 && this.line > this.after;
		if (copied) {
			out.write(("id: " + this.history.name() + ":" + this.line + "\n\n").getBytes(StandardCharsets.US_ASCII));
		}
		return copied;
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
