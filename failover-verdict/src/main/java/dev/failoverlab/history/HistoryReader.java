package dev.failoverlab.history;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A history read line by line, from the beginning, in bounded memory. What makes a line
 * unusable in itself or against the header is found here; what takes the whole history to
 * see, such as a send that completes twice, is found by the verdict.
 */
public final class HistoryReader implements AutoCloseable {

	private static final int VERSION = 1;

	private final InputStream in;

	private final LineReader lines;

	private final HistoryFormat format = new HistoryFormat();

	private Event.@Nullable Run run;

	private long t;

	private HistoryReader(InputStream in) {
		this.in = in;
		this.lines = new LineReader(in);
	}

	/**
	 * Opens a file.
	 * @param file a history, plain NDJSON
	 * @return a reader, to be closed
	 * @throws HistoryException when there is no such file
	 */
	public static HistoryReader open(Path file) {
		try {
			if (Files.isDirectory(file)) {
				throw new FileNotFoundException("it is a folder");
			}
			return new HistoryReader(Files.newInputStream(file));
		}
		catch (NoSuchFileException ex) {
			throw new HistoryException("There is no history " + file + ".", ex);
		}
		catch (IOException ex) {
			throw new HistoryException("The history " + file + " cannot be opened: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Reads from a stream.
	 * @param in NDJSON in UTF-8
	 * @return a reader, which closes the stream when it is closed
	 */
	public static HistoryReader of(InputStream in) {
		return new HistoryReader(in);
	}

	/**
	 * Reads on.
	 * @return the next event with its line, or null at the end
	 * @throws HistoryException when a line is no event, or contradicts those before it
	 */
	public @Nullable Line next() {
		try {
			if (!this.lines.next()) {
				if (this.run == null) {
					throw new HistoryException("The history is empty: not even its header is there.", null);
				}
				return null;
			}
		}
		catch (IOException ex) {
			throw new HistoryException("The history cannot be read on: " + ex.getMessage() + ".", ex);
		}
		long number = this.lines.number();
		Event event = this.format.event(this.lines.bytes(), this.lines.offset(), this.lines.length(), number);
		check(event, number);
		return new Line(number, event);
	}

	/**
	 * Reads on to the end.
	 * @param sink what takes the events
	 */
	public void forEach(Sink sink) {
		for (Line line = next(); line != null; line = next()) {
			sink.accept(line.number(), line.event());
		}
	}

	@Override
	public void close() {
		try {
			this.in.close();
		}
		catch (IOException ex) {
			throw new HistoryException("The history cannot be closed: " + ex.getMessage() + ".", ex);
		}
	}

	private void check(Event event, long line) {
		if (event.t() < this.t) {
			throw new HistoryException(line, "goes back in time: t is " + event.t() + " after " + this.t);
		}
		this.t = event.t();
		if (event instanceof Event.Run header) {
			header(header, line);
		}
		else if (this.run == null) {
			throw new HistoryException(line, "comes before the header, an event of kind run");
		}
		else {
			new Partitions(this.run.partitions(), line).check(event);
		}
	}

	private void header(Event.Run header, long line) {
		if (this.run != null) {
			throw new HistoryException(line, "is a second header");
		}
		if (header.version() != VERSION) {
			throw new HistoryException(line, "has version " + header.version() + ", and only 1 is known");
		}
		this.run = header;
	}

	/**
	 * An event and where it stands.
	 *
	 * @param number the line, from 1
	 * @param event the event
	 */
	public record Line(long number, Event event) {
	}

	/** What takes the events of a history, in order. */
	@FunctionalInterface
	public interface Sink {

		/**
		 * Takes one.
		 * @param line the line, from 1
		 * @param event the event
		 */
		void accept(long line, Event event);

	}

}
