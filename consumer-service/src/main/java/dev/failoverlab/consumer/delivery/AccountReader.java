package dev.failoverlab.consumer.delivery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.time.Duration;

/**
 * Reads an account's lines one after the other, at the reader's own pace and with a small
 * buffer of its own. Meant for one thread.
 */
final class AccountReader implements AutoCloseable {

	/** How much is read at once, in bytes. */
	static final int CHUNK = 64 * 1024;

	private final AccountFile account;

	private final RandomAccessFile file;

	private final byte[] buffer = new byte[CHUNK];

	private long position;

	private long toSkip;

	/**
	 * Opens the file a second time, for reading.
	 * @param account the file
	 * @param position where a line starts
	 * @param toSkip how many lines to leave out from there
	 */
	AccountReader(AccountFile account, long position, long toSkip) {
		this.account = account;
		this.position = position;
		this.toSkip = toSkip;
		try {
			this.file = new RandomAccessFile(account.path().toFile(), "r");
		}
		catch (FileNotFoundException ex) {
			throw new AccountException(
					"The account " + account.path() + " is gone from its place. Restart the service.", ex);
		}
	}

	/**
	 * Copies the lines that are there now and were not copied yet.
	 * @param out where to
	 * @throws IOException when they cannot be read, or {@code out} does not take them
	 */
	void copyTo(OutputStream out) throws IOException {
		long end = this.account.end();
		this.file.seek(this.position);
		while (this.position < end) {
			int read = this.file.read(this.buffer, 0, (int) Math.min(CHUNK, end - this.position));
			if (read < 0) {
				throw new AccountException("The account " + this.account.path() + " was made shorter by somebody else.",
						null);
			}
			int from = skipLines(read);
			out.write(this.buffer, from, read - from);
			this.position += read;
		}
	}

	/**
	 * Waits until there are lines that were not copied yet.
	 * @param atMost how long to wait
	 * @return what ended the wait
	 * @throws InterruptedException when the thread is interrupted meanwhile
	 */
	Growth awaitMore(Duration atMost) throws InterruptedException {
		return this.account.awaitBeyond(this.position, atMost);
	}

	private int skipLines(int read) {
		int from = 0;
		while (this.toSkip > 0 && from < read) {
			if (this.buffer[from++] == '\n') {
				this.toSkip--;
			}
		}
		return from;
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
