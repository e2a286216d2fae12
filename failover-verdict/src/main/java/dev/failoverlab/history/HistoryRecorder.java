package dev.failoverlab.history;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The recorder of a run: one monotonic clock, one order, one file. Guarantees:
 * <ul>
 * <li>Events are stamped and ordered under one lock: the order of the file is the order
 * of {@code t}.</li>
 * <li>{@link #record} never waits for the file or for a listener. Between the two stands
 * a queue of a million events; one that is full means that the disk has stood still for
 * minutes, and the run ends with an error rather than with a hole in its history.</li>
 * <li>Only whole lines are handed to the operating system, within a few milliseconds, so
 * that a crash of this JVM leaves complete lines.</li>
 * <li>Once {@link #close} has returned, every event recorded before is in the file; what
 * is recorded later is dropped.</li>
 * </ul>
 * An event is recorded with the time at which it is recorded. Where the exact
 * {@link System#nanoTime()} of an effect is known it lies a moment earlier; the file
 * keeps the order of {@code t} and so the time of recording.
 */
public final class HistoryRecorder implements Recorder, AutoCloseable {

	private static final int QUEUE = 1_000_000;

	private final long start = System.nanoTime();

	private final Object lock = new Object();

	private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

	private final Path file;

	private final HistoryWriter history;

	/** One thread, which writes and tells what waits in its queue. */
	private final ThreadPoolExecutor writer;

	private boolean closed;

	private volatile @Nullable HistoryException failure;

	private HistoryRecorder(Path file, int capacity) {
		this.file = file;
		this.history = HistoryWriter.create(file);
		this.writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(capacity), (work) -> {
			Thread thread = new Thread(work, "history-writer");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Starts the clock and the file.
	 * @param file the file to make; its folder is made if it is not there
	 * @return a recorder, to be closed
	 * @throws HistoryException when the file cannot be made, or is there already: a
	 * history is never written over
	 */
	public static HistoryRecorder start(Path file) {
		return start(file, QUEUE);
	}

	static HistoryRecorder start(Path file, int capacity) {
		return new HistoryRecorder(file, capacity);
	}

	@Override
	public void record(LongFunction<Event> event) {
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			if (this.failure != null) {
				throw this.failure;
			}
			Event made = event.apply(now());
			try {
				this.writer.execute(() -> write(made));
			}
			catch (RejectedExecutionException ex) {
				this.failure = new HistoryException(
						"The history " + this.file + " cannot be written as fast as things happen.", ex);
				throw this.failure;
			}
		}
	}

	/**
	 * The run's clock.
	 * @return nanoseconds since the run began
	 */
	public long now() {
		return System.nanoTime() - this.start;
	}

	/**
	 * Hands every event from now on to a listener, in order, on the writer's thread: a
	 * slow listener delays the file, never those who record. One that throws is told no
	 * more, and a note of it becomes history.
	 * @param listener what to tell
	 */
	public void subscribe(Consumer<Event> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Writes what is still to be written and closes the file. Can be repeated without
	 * harm.
	 * @throws HistoryException when the history is not whole
	 */
	@Override
	public synchronized void close() {
		synchronized (this.lock) {
			this.closed = true;
		}
		awaitWriter();
		try (this.history) {
			if (this.failure != null) {
				throw this.failure;
			}
		}
	}

	private void write(Event event) {
		try {
			if (this.failure == null) {
				this.history.write(event);
				if (this.writer.getQueue().isEmpty()) {
					this.history.flush();
				}
			}
			this.listeners.removeIf((listener) -> !told(listener, event));
		}
		catch (RuntimeException ex) {
			this.failure = new HistoryException("The history " + this.file + " cannot be written: " + ex + ".", ex);
		}
	}

	private boolean told(Consumer<Event> listener, Event event) {
		try {
			listener.accept(event);
			return true;
		}
		catch (RuntimeException ex) {
			record((t) -> new Event.Note(t, "A listener of the history failed and is told no more: " + ex));
			return false;
		}
	}

	private void awaitWriter() {
		this.writer.shutdown();
		boolean interrupted = false;
		while (!this.writer.isTerminated()) {
			try {
				boolean unused = this.writer.awaitTermination(1, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
