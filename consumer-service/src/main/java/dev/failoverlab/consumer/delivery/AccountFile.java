package dev.failoverlab.consumer.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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
 * <li>Readers never hold the writer up: they read through handles of their own, and hold
 * the lock only to look where the end is.</li>
 * </ul>
 */
final class AccountFile implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AccountFile.class);

	private static final int MARKS = 16_384;

	private final Path path;

	/** Not a FileChannel: that one closes itself when its thread is interrupted. */
	private final RandomAccessFile file;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition grown = this.lock.newCondition();

	private final LineIndex index = new LineIndex(MARKS);

	private long lines;

	private long end;

	private boolean closed;

	private AccountFile(Path path, RandomAccessFile file) {
		this.path = path;
		this.file = file;
	}

	/**
	 * Opens the file, makes it if it is not there, and keeps others from writing to it.
	 * @param path where
	 * @return the file, at its end
	 * @throws AccountException when it cannot be opened, or another process holds it
	 */
	static AccountFile open(Path path) {
		Path absolute = path.toAbsolutePath();
		try {
			Files.createDirectories(absolute.getParent());
			AccountFile opened = new AccountFile(absolute, new RandomAccessFile(absolute.toFile(), "rw"));
			opened.takeOver();
			return opened;
		}
		catch (IOException ex) {
			throw new AccountException("The account " + absolute + " cannot be opened: " + ex.getMessage()
					+ ". Point consumer.account.file at a file that this process may write.", ex);
		}
	}

	/**
	 * Appends a line.
	 * @param line its bytes, with one line feed, at the end
	 * @throws AccountException when it cannot be written; nothing of it is left then
	 */
	void append(byte[] line) {
		this.lock.lock();
		try {
			write(line);
			lineEndsAt(this.end + line.length);
			this.grown.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Opens the file for reading.
	 * @param after how many lines to leave out at the beginning; there may be fewer as
	 * yet
	 * @return a reader that the caller closes
	 */
	AccountReader readerAfter(long after) {
		LineIndex.Mark mark;
		this.lock.lock();
		try {
			mark = this.index.floor(after);
		}
		finally {
			this.lock.unlock();
		}
		return new AccountReader(this, mark.position(), after - mark.line());
	}

	/**
	 * Goes through lines that are there, one at a time.
	 * @param after how many lines to leave out at the beginning
	 * @param action what to do with each
	 */
	void forEachLineAfter(long after, Consumer<String> action) {
		LineIndex.Mark mark = this.index.floor(after);
		try (InputStream in = Files.newInputStream(this.path)) {
			in.skipNBytes(mark.position());
			BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
			reader.lines().skip(after - mark.line()).forEach(action);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new AccountException("The account " + this.path + " cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Waits until there is something after a position.
	 * @param position a position in the file
	 * @param atMost how long to wait
	 * @return what ended the wait
	 * @throws InterruptedException when the thread is interrupted meanwhile
	 */
	Growth awaitBeyond(long position, Duration atMost) throws InterruptedException {
		long nanos = atMost.toNanos();
		this.lock.lockInterruptibly();
		try {
			while (this.end <= position && !this.closed && nanos > 0) {
				nanos = this.grown.awaitNanos(nanos);
			}
			if (this.end > position) {
				return Growth.MORE;
			}
			return this.closed ? Growth.CLOSED : Growth.NONE_YET;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets those who wait for more know that there will be none. */
	void endFollowing() {
		this.lock.lock();
		try {
			this.closed = true;
			this.grown.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How many lines there are.
	 * @return the number, 0 or higher
	 */
	long lines() {
		this.lock.lock();
		try {
			return this.lines;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Where the last whole line ends.
	 * @return a position in the file
	 */
	long end() {
		this.lock.lock();
		try {
			return this.end;
		}
		finally {
			this.lock.unlock();
		}
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
			logger.warn("The account {} could not be closed in order", this.path, ex);
		}
	}

	private void takeOver() throws IOException {
		try {
			keepOthersOut();
			findLines();
			cutOffTornLine();
		}
		catch (IOException | RuntimeException ex) {
			this.file.close();
			throw ex;
		}
	}

	private void keepOthersOut() throws IOException {
		FileLock held = null;
		try {
			held = this.file.getChannel().tryLock();
		}
		catch (OverlappingFileLockException ex) {
			logger.debug("Held by this very process", ex);
		}
		if (held == null) {
			throw new AccountException("The account " + this.path + " is held by another instance of this service. "
					+ "Give each its own with consumer.account.file.", null);
		}
	}

	private void findLines() throws IOException {
		byte[] buffer = new byte[AccountReader.CHUNK];
		long position = 0;
		this.file.seek(0);
		for (int read = this.file.read(buffer); read > 0; read = this.file.read(buffer)) {
			for (int i = 0; i < read; i++) {
				if (buffer[i] == '\n') {
					lineEndsAt(position + i + 1);
				}
			}
			position += read;
		}
	}

	private void cutOffTornLine() throws IOException {
		long torn = this.file.length() - this.end;
		if (torn > 0) {
			logger.warn(
					"The account {} ended in the middle of a line: cut off {} bytes that a crash left after line {}",
					this.path, torn, this.lines);
			this.file.setLength(this.end);
		}
		this.file.seek(this.end);
	}

	private void lineEndsAt(long position) {
		this.index.add(this.lines, this.end);
		this.lines++;
		this.end = position;
	}

	private void write(byte[] line) {
		try {
			this.file.write(line);
		}
		catch (IOException ex) {
			takeBack(ex);
			throw new AccountException("The account " + this.path + " cannot be written: " + ex.getMessage()
					+ ". Nothing is committed that is not in it, so records wait until it can.", ex);
		}
	}

	private void takeBack(IOException cause) {
		try {
			this.file.setLength(this.end);
			this.file.seek(this.end);
		}
		catch (IOException ex) {
			cause.addSuppressed(ex);
		}
	}

}
