package dev.failoverlab.lab.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * A history that the page shows, complete or still being written. Whoever writes it tells
 * this class of each event once it is in the file ({@code HistoryRecorder.subscribe}).
 */
public final class HistoryFile implements Consumer<Event> {

	private final Path file;

	/** Tells this history from the next one at the same address. */
	private final String name = UUID.randomUUID().toString();

	private long offset = Long.MAX_VALUE;

	private long events;

	private boolean complete;

	private @Nullable String report;

	/** A history that grows until {@link #end}. */
	public HistoryFile(Path file) {
		this.file = file;
	}

	/** An event is in the file. */
	@Override
	public synchronized void accept(Event event) {
		this.offset = Math.min(this.offset, System.nanoTime() - event.t());
		this.events++;
		notifyAll();
	}

	/**
	 * Nothing more will be added.
	 * @param report its verdict as {@code report.json}, if there is one
	 */
	public synchronized HistoryFile end(@Nullable String report) {
		this.report = this.complete ? this.report : report;
		this.complete = true;
		notifyAll();
		return this;
	}

	synchronized Optional<String> report() {
		return Optional.ofNullable(this.report);
	}

	Path path() {
		return this.file;
	}

	String name() {
		return this.name;
	}

	/** Whether a place is one in this history. */
	boolean contains(EventStream.Place place) {
		return this.name.equals(place.history());
	}

	synchronized boolean isComplete() {
		return this.complete;
	}

	/** How many events it has told of. */
	synchronized long events() {
		return this.events;
	}

	/** The run's clock, in nanoseconds; 0 before the first event. */
	synchronized long now() {
		return (this.events > 0) ? System.nanoTime() - this.offset : 0;
	}

	/**
	 * Waits for another event.
	 * @param seen how many the caller knows
	 * @param atMost how long to wait; the wait also ends with the history
	 */
	synchronized void awaitMore(long seen, Duration atMost) throws InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		long left = atMost.toMillis();
		while (this.events == seen && !this.complete && left > 0) {
			wait(left);
			left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
		}
	}

}
