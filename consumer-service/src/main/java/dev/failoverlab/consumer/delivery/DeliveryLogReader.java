package dev.failoverlab.consumer.delivery;

import dev.failoverlab.consumer.ConsumerServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Follows the delivery log from its first line, at the reader's own pace and with a small
 * buffer of its own. Meant for one thread.
 */
final class DeliveryLogReader implements AutoCloseable {

	/** How much is read at once, in bytes. */
	static final int CHUNK = 64 * 1024;

	private final DeliveryLogFile file;

	private final InputStream in;

	private long position;

	private long toSkip;

	/**
	 * Opens the file a second time, for reading.
	 * @param file the file
	 * @param toSkip how many lines to leave out at the beginning; there may be fewer as
	 * yet
	 */
	DeliveryLogReader(DeliveryLogFile file, long toSkip) {
		this.file = file;
		this.toSkip = toSkip;
		try {
			this.in = Files.newInputStream(file.path());
		}
		catch (IOException ex) {
			throw new ConsumerServiceException(
					"The delivery log " + file.path() + " is gone from its place. Restart the service.", ex);
		}
	}

	/**
	 * Copies the lines that are there now and were not copied yet.
	 * @param out where to
	 * @return whether there were any
	 * @throws IOException when they cannot be read, or {@code out} does not take them
	 */
	boolean copyTo(OutputStream out) throws IOException {
		long end = this.file.end();
		boolean more = this.position < end;
		byte[] buffer = new byte[CHUNK];
		while (this.position < end) {
			int read = this.in.read(buffer, 0, (int) Math.min(CHUNK, end - this.position));
			if (read < 0) {
				throw new ConsumerServiceException(
						"The delivery log " + this.file.path() + " was made shorter by another program.", null);
			}
			int from = skipLines(buffer, read);
			out.write(buffer, from, read - from);
			this.position += read;
		}
		return more;
	}

	/**
	 * Waits until there are lines that were not copied yet.
	 * @param atMost how long to wait
	 * @return whether there are, or may still be
	 * @throws InterruptedException when the thread is interrupted meanwhile
	 */
	boolean awaitMore(Duration atMost) throws InterruptedException {
		return this.file.awaitBeyond(this.position, atMost);
	}

	private int skipLines(byte[] buffer, int read) {
		int from = 0;
		while (this.toSkip > 0 && from < read) {
			if (buffer[from++] == '\n') {
				this.toSkip--;
			}
		}
		return from;
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
