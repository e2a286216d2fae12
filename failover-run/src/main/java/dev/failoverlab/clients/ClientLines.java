package dev.failoverlab.clients;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.failoverlab.history.ClientFiles;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;

/**
 * A file to which a client in any language appends a line for each send, or for each
 * delivery. What is in it already is left out.
 */
public final class ClientLines implements ClientLog {

	private final Path file;

	private final AppendedLines lines;

	private final long start;

	private final boolean sends;

	private final Set<String> ids = new HashSet<>();

	private boolean ended;

	private ClientLines(Path file, long start, boolean sends) {
		this.file = file;
		this.lines = new AppendedLines(file);
		this.start = start;
		this.sends = sends;
		this.lines.forEach((line) -> {
		});
	}

	/**
	 * Lines with {@code id}, {@code partition}, {@code outcome} and perhaps
	 * {@code offset}.
	 * @param start the {@link System#nanoTime} at which the history begins
	 */
	public static ClientLog sends(Path file, long start) {
		return new ClientLines(file, start, true);
	}

	/** Lines with {@code id}, {@code partition} and {@code offset}. */
	public static ClientLog deliveries(Path file, long start) {
		return new ClientLines(file, start, false);
	}

	/**
	 * {@inheritDoc}
	 * @throws HistoryException when a line cannot be used
	 */
	@Override
	public List<Event> next() {
		long t = System.nanoTime() - this.start;
		List<Event> events = new ArrayList<>();
		this.lines.forEach((line) -> {
			if (!this.sends) {
				events.add(ClientFiles.delivery(t, this.file, this.lines.count(), line));
			}
			else if (!this.ended) {
				ClientFiles.send(t, this.file, this.lines.count(), line, this.ids).forEach(events::add);
			}
		});
		return events;
	}

	@Override
	public void end() {
		this.ended = true;
	}

	@Override
	public boolean hasTimes() {
		return false;
	}

}
