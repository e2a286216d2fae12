package dev.failoverlab.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
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
 * keeps the order of {@code t} and so the time of recording, and {@link #at} serves those
 * who want to note the difference.
 */
public final class HistoryRecorder implements Recorder, AutoCloseable {

	private static final int QUEUE = 1_000_000;

	private static final int BATCH = 4096;

	/**
	 * How long the writer waits before it looks whether the recorder was closed, in ms.
	 */
	private static final long POLL = 20;

	private final long start = System.nanoTime();

	private final Object lock = new Object();

	private final BlockingQueue<Event> queue;

	private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

	private final Path file;

	private final HistoryWriter history;

	private final Thread writer = new Thread(this::write, "history-writer");

	private volatile boolean closed;

	private volatile @Nullable HistoryException failure;

	private HistoryRecorder(Path file, int capacity) {
		this.file = file;
		this.history = HistoryWriter.create(file);
		this.queue = new LinkedBlockingQueue<>(capacity);
		this.writer.setDaemon(true);
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
		HistoryRecorder recorder = new HistoryRecorder(file, capacity);
		recorder.writer.start();
		return recorder;
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
			if (!this.queue.offer(event.apply(now()))) {
				this.failure = new HistoryException(
						"The history " + this.file + " cannot be written as fast as things happen.", null);
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
	 * A moment on the run's clock.
	 * @param nanoTime a value of {@link System#nanoTime()} in this JVM
	 * @return nanoseconds since the run began, never below 0
	 */
	public long at(long nanoTime) {
		return Math.max(0, nanoTime - this.start);
	}

	/**
	 * The file.
	 * @return where the history is written
	 */
	public Path file() {
		return this.file;
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
	public void close() {
		synchronized (this.lock) {
			this.closed = true;
		}
		join();
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private void write() {
		List<Event> batch = new ArrayList<>(BATCH);
		try (this.history) {
			while (next(batch)) {
				if (this.failure == null) {
					batch.forEach(this.history::write);
					this.history.flush();
				}
				batch.forEach(this::tell);
				batch.clear();
			}
		}
		catch (RuntimeException ex) {
			this.failure = new HistoryException("The history " + this.file + " cannot be written: " + ex + ".", ex);
		}
	}

	/**
	 * Waits for what comes next; false once the recorder is closed and all is written.
	 */
	private boolean next(List<Event> batch) {
		while (batch.isEmpty()) {
			boolean last = this.closed;
			try {
				@Nullable Event first = this.queue.poll(POLL, TimeUnit.MILLISECONDS);
				if (first != null) {
					batch.add(first);
					this.queue.drainTo(batch, BATCH - 1);
				}
				else if (last) {
					return false;
				}
			}
			catch (InterruptedException ex) {
				// Only this class knows the thread, and a history is ended by
				// close.
			}
		}
		return true;
	}

	private void tell(Event event) {
		this.listeners.removeIf((listener) -> !told(listener, event));
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

	private void join() {
		boolean interrupted = false;
		while (true) {
			try {
				this.writer.join();
				break;
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
