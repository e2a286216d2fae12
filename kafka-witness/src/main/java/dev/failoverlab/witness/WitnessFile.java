package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of events, which the clients of this JVM share. Guarantees:
 * <ul>
 * <li>{@link #append} never waits for the file and never fails. What is not yet written
 * takes at most twice {@link #CAPACITY} bytes; what does not fit is counted, and the
 * count is written where the lines are missing.</li>
 * <li>Times are in order; the lines of a client are in the order in which they were
 * appended.</li>
 * <li>Lines are handed to the operating system together, some milliseconds after the
 * first of them. A JVM that is killed leaves whole lines and at most one that is cut
 * off.</li>
 * <li>A write that fails is tried again every second, from the last whole line.</li>
 * </ul>
 */
final class WitnessFile {

	static final int CAPACITY = 8 << 20;

	private static final Logger log = LoggerFactory.getLogger(WitnessFile.class);

	/** Left free for the line that counts what is missing. */
	private static final int RESERVE = 256;

	private static final int BLOCK = 64 << 10;

	/** In one list, so that no line is too long to be read. */
	private static final int SENDS = 1000;

	private static final long GATHER_MILLIS = 5;

	private static final long RETRY_MILLIS = 1000;

	private final Path path;

	private final FileChannel channel;

	private final int capacity;

	private final long clock = System.nanoTime();

	private final Thread writer = new Thread(this::write, "kafka-witness");

	private final Object lock = new Object();

	private Ascii filling = new Ascii(BLOCK);

	private Ascii writing = new Ascii(BLOCK);

	/**
	 * The beginning of the last line, if sends can be added to it; when, and how many.
	 */
	private @Nullable Line list;

	private long begun;

	private int sends;

	/** How often the writer took what was there, and how often it wrote all of that. */
	private long taken;

	private long written;

	private long dropped;

	private boolean hurried;

	private boolean closed;

	private boolean ended;

	/**
	 * Begins with a header.
	 * @param path only for messages
	 * @param channel positioned at the end of what is there already; closed with this
	 * @param capacity bytes that wait to be written
	 */
	WitnessFile(Path path, FileChannel channel, int capacity) {
		this.path = path;
		this.channel = channel;
		this.capacity = capacity;
		put(new Line("witness").number("version", 1)
			.text("started", Instant.now().toString())
			.number("clock", this.clock));
		this.writer.setDaemon(true);
		this.writer.start();
	}

	/** Adds a line, or counts it when there is no room. */
	void append(Line line) {
		append(line.text().length(), () -> put(line));
	}

	/**
	 * Adds a send to the list that the last line ends with if that began with the same
	 * head, and otherwise begins another line: much less is written for each send.
	 */
	void append(Line head, long number, @Nullable Integer partition, @Nullable Long offset) {
		append(head.text().length(), () -> {
			long t = now();
			if (this.list != head || this.sends == SENDS) {
				begin(head, t);
			}
			this.filling.add((this.sends == 0) ? "[" : ",[").add(t - this.begun).add(',').add(number);
			if (partition != null) {
				this.filling.add(',').add(partition.longValue());
			}
			if (offset != null) {
				this.filling.add(',').add(offset.longValue());
			}
			this.filling.add(']');
			this.sends++;
		});
	}

	private void append(int length, Runnable add) {
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			if (this.filling.length() + length + RESERVE > this.capacity) {
				this.dropped++;
				return;
			}
			boolean idle = this.filling.length() == 0;
			countDropped();
			add.run();
			if (idle) {
				this.lock.notifyAll();
			}
		}
	}

	/** Counts a line that could not be made. */
	void missed() {
		synchronized (this.lock) {
			this.dropped++;
		}
	}

	/**
	 * Waits until all that was appended is in the file.
	 * @return false when it was not in time
	 */
	boolean flush(Duration timeout) {
		synchronized (this.lock) {
			countDropped();
			this.hurried = true;
			long goal = this.taken + ((this.filling.length() > 0) ? 1 : 0);
			return await(() -> this.written >= goal, timeout);
		}
	}

	/**
	 * Writes what is left, for a limited time, and closes the file.
	 * @return false when lines are missing
	 */
	boolean close(Duration timeout) {
		synchronized (this.lock) {
			countDropped();
			this.closed = true;
			boolean whole = await(() -> this.ended, timeout) && this.written == this.taken;
			if (!whole) {
				log.error("The witness could not write all events to {}: some are missing at its end.", this.path);
			}
			return whole;
		}
	}

	/** The wait is short, so an interrupted thread waits, too. */
	private boolean await(BooleanSupplier condition, Duration timeout) {
		this.lock.notifyAll();
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean interrupted = false;
		for (long left = timeout.toMillis(); !condition.getAsBoolean() && !this.ended && left > 0;) {
			interrupted |= !waitFor(left);
			left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return condition.getAsBoolean();
	}

	private void countDropped() {
		if (this.dropped > 0) {
			put(new Line("dropped").number("events", this.dropped));
			this.dropped = 0;
		}
	}

	private void put(Line line) {
		endList();
		this.filling.add("{\"t\":").add(now()).add(',').add(line.text()).add("}\n");
	}

	private void begin(Line head, long t) {
		endList();
		this.filling.add("{\"t\":").add(t).add(',').add(head.text()).add(",\"sends\":[");
		this.list = head;
		this.begun = t;
		this.sends = 0;
	}

	private void endList() {
		if (this.list != null) {
			this.filling.add("]}\n");
			this.list = null;
		}
	}

	private long now() {
		return System.nanoTime() - this.clock;
	}

	private void write() {
		try (this.channel) {
			long end = this.channel.position();
			while (awaitLines() && written(end)) {
				end += this.writing.length();
				synchronized (this.lock) {
					this.written++;
					this.writing.clear();
					this.lock.notifyAll();
				}
			}
		}
		catch (IOException ex) {
			log.warn("The witness cannot close {}: {}", this.path, ex.toString());
		}
		finally {
			end();
		}
	}

	private void end() {
		synchronized (this.lock) {
			this.ended = true;
			this.lock.notifyAll();
		}
	}

	/**
	 * Waits for lines, and for some more to be written with them.
	 * @return false when there will be none
	 */
	private boolean awaitLines() {
		synchronized (this.lock) {
			while (this.filling.length() == 0) {
				if (this.closed) {
					return false;
				}
				this.hurried = false;
				waitFor(0);
			}
			if (!this.hurried && !this.closed) {
				waitFor(GATHER_MILLIS);
			}
			endList();
			this.taken++;
			Ascii full = this.filling;
			this.filling = this.writing;
			this.writing = full;
			return true;
		}
	}

	/**
	 * Writes the lines at a position, over what an earlier attempt left there, until it
	 * works.
	 * @return false when the file was closed before
	 */
	private boolean written(long position) {
		for (boolean first = true;; first = false) {
			try {
				this.channel.truncate(position);
				ByteBuffer lines = this.writing.buffer();
				while (lines.hasRemaining()) {
					write(lines);
				}
				return true;
			}
			catch (IOException ex) {
				if (first) {
					log.warn("The witness cannot write to {}; it tries again every second: {}", this.path,
							ex.toString());
				}
			}
			synchronized (this.lock) {
				if (this.closed) {
					return false;
				}
				waitFor(RETRY_MILLIS);
			}
		}
	}

	/** In pieces, because Java copies each to memory of its own, which stays as large. */
	private void write(ByteBuffer lines) throws IOException {
		int end = lines.limit();
		lines.limit(Math.min(end, lines.position() + BLOCK));
		this.channel.write(lines);
		lines.limit(end);
	}

	/**
	 * Waits under the lock to be told of something.
	 * @param millis at most; 0 for no limit
	 * @return false when the thread was interrupted
	 */
	@SuppressWarnings("WaitNotInLoop") // Whoever calls it looks again.
	private boolean waitFor(long millis) {
		try {
			this.lock.wait(millis);
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
