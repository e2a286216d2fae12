package dev.failoverlab.consumer.delivery;

import dev.failoverlab.consumer.ConsumerServiceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of lines, with one writer and any number of readers. Guarantees:
 * <ul>
 * <li>Once {@link #append} returns, the line has been handed to the operating system: it
 * survives the death of this process in any way. It is not forced to the disk line by
 * line: that would cost more than the handling of an email, and when the machine itself
 * loses power the last moments may be missing.</li>
 * <li>A line is there as a whole or not at all: what a crash left of one is cut off when
 * the file is opened next, and an append that failed leaves nothing.</li>
 * <li>Readers never hold the writer up: they read through handles of their own, and ask
 * here only where the end is.</li>
 * </ul>
 */
final class DeliveryLogFile implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DeliveryLogFile.class);

	private final Path path;

	/** Not a FileChannel: that one closes itself when its thread is interrupted. */
	private final RandomAccessFile file;

	private long lines;

	private long end;

	private boolean closed;

	private DeliveryLogFile(Path path, RandomAccessFile file) {
		this.path = path;
		this.file = file;
	}

	/**
	 * Opens the file, makes it if it is not there, and keeps others from writing to it.
	 * @param path where
	 * @return the file, at its end
	 * @throws ConsumerServiceException when it cannot be opened, or another process holds
	 * it
	 */
	static DeliveryLogFile open(Path path) {
		Path absolute = path.toAbsolutePath();
		try {
			Files.createDirectories(absolute.getParent());
			DeliveryLogFile opened = new DeliveryLogFile(absolute, new RandomAccessFile(absolute.toFile(), "rw"));
			opened.keepOthersOut();
			opened.findEnd();
			opened.cutOffTornLine();
			return opened;
		}
		catch (IOException ex) {
			throw new ConsumerServiceException("The delivery log " + absolute + " cannot be opened: " + ex.getMessage()
					+ ". Point consumer.account.file at a file that this process may write.", ex);
		}
	}

	/**
	 * Appends a line.
	 * @param line its bytes, with one line feed, at the end
	 * @throws ConsumerServiceException when it cannot be written; nothing of it is left
	 * then
	 */
	synchronized void append(byte[] line) {
		try {
			this.file.write(line);
		}
		catch (IOException ex) {
			takeBack(ex);
			throw new ConsumerServiceException("The delivery log " + this.path + " cannot be written: "
					+ ex.getMessage() + ". Nothing is committed that is not in it, so records wait until it can.", ex);
		}
		this.lines++;
		this.end += line.length;
		notifyAll();
	}

	/**
	 * Waits until there is something after a position, or nothing will be.
	 * @param position a position in the file
	 * @param atMost how long to wait
	 * @return whether more is there or may still come
	 * @throws InterruptedException when the thread is interrupted meanwhile
	 */
	synchronized boolean awaitBeyond(long position, Duration atMost) throws InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		long left = atMost.toNanos();
		while (this.end <= position && !this.closed && left > 0) {
			TimeUnit.NANOSECONDS.timedWait(this, left);
			left = deadline - System.nanoTime();
		}
		return this.end > position || !this.closed;
	}

	/** Lets those who wait for more know that there will be none. */
	synchronized void endFollowing() {
		this.closed = true;
		notifyAll();
	}

	/**
	 * How many lines there are.
	 * @return the number, 0 or higher
	 */
	synchronized long lines() {
		return this.lines;
	}

	/**
	 * Where the last whole line ends.
	 * @return a position in the file
	 */
	synchronized long end() {
		return this.end;
	}

	Path path() {
		return this.path;
	}

	/** Forces the file to the disk and gives it free. */
	@Override
	public void close() {
		endFollowing();
		try (this.file) {
			this.file.getFD().sync();
		}
		catch (IOException ex) {
			logger.warn("The delivery log {} could not be closed in order", this.path, ex);
		}
	}

	private void keepOthersOut() throws IOException {
		boolean held = true;
		try {
			held = this.file.getChannel().tryLock() == null;
		}
		catch (OverlappingFileLockException ex) {
			logger.debug("Held by this very process", ex);
		}
		if (held) {
			throw new ConsumerServiceException(
					"The delivery log " + this.path + " is held by another instance of this service. "
							+ "Give each its own with consumer.account.file.",
					null);
		}
	}

	private synchronized void findEnd() throws IOException {
		byte[] buffer = new byte[DeliveryLogReader.CHUNK];
		long position = 0;
		for (int read = this.file.read(buffer); read > 0; read = this.file.read(buffer)) {
			for (int i = 0; i < read; i++) {
				if (buffer[i] == '\n') {
					this.lines++;
					this.end = position + i + 1;
				}
			}
			position += read;
		}
	}

	private synchronized void cutOffTornLine() throws IOException {
		long torn = this.file.length() - this.end;
		if (torn > 0) {
			logger.warn(
					"The delivery log {} ended in the middle of a line: cut off {} bytes that a crash left after line {}",
					this.path, torn, this.lines);
			this.file.setLength(this.end);
		}
		this.file.seek(this.end);
	}

	private synchronized void takeBack(IOException cause) {
		try {
			this.file.setLength(this.end);
			this.file.seek(this.end);
		}
		catch (IOException ex) {
			cause.addSuppressed(ex);
		}
	}

}
