package dev.failoverlab.history;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;

/**
 * A history read line by line, from the beginning, in bounded memory. What makes a line
 * unusable in itself or against the header is found here; what takes the whole history to
 * see, such as a send that completes twice, is found by the verdict.
 */
public final class HistoryReader implements AutoCloseable {

	private static final int VERSION = 1;

	/** The longest line that is read, in bytes: some 400,000 records of one poll. */
	private static final int LONGEST = 32 << 20;

	private final JsonParser parser;

	private Event.@Nullable Run run;

	private long line;

	private long t;

	/** Reads NDJSON in UTF-8 from a stream, which is closed with the reader. */
	HistoryReader(InputStream in) {
		this.parser = HistoryFormat.parser(new ShortLines(in));
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
	 * Reads on to the end.
	 * @param sink what takes the events
	 */
	public void forEach(Sink<Event> sink) {
		for (Event event = next(); event != null; event = next()) {
			check(event);
			sink.accept(this.line, event);
		}
		if (this.run == null) {
			throw new HistoryException("The history is empty: not even its header is there.", null);
		}
	}

	private @Nullable Event next() {
		long expected = this.line + 1;
		try {
			JsonToken token = this.parser.nextToken();
			boolean over = token == null;
			long begins = over ? this.parser.currentLocation().getLineNr()
					: this.parser.currentTokenLocation().getLineNr();
			check(begins <= expected, expected, "is empty");
			if (over) {
				return null;
			}
			check(begins == expected, this.line, "holds more than one event");
			this.line = expected;
			check(token == JsonToken.START_OBJECT, expected, "is not a JSON object of the format");
			Event event = HistoryFormat.event(this.parser);
			check(this.parser.currentLocation().getLineNr() == expected, expected, "is not one line");
			return event;
		}
		catch (JacksonIOException ex) {
			boolean tooLong = ex.getCause() instanceof ShortLines.TooLong;
			throw tooLong ? new HistoryException(expected, "is longer than " + (LONGEST >> 20) + " MiB")
					: new HistoryException("The history cannot be read on: " + ex.getOriginalMessage() + ".", ex);
		}
		catch (JacksonException ex) {
			TokenStreamLocation at = ex.getLocation();
			boolean earlier = at != null && at.getLineNr() > 0 && at.getLineNr() < expected;
			throw new HistoryException(earlier ? at.getLineNr() : expected, HistoryFormat.problem(ex));
		}
		catch (IllegalArgumentException ex) {
			throw new HistoryException(expected, String.valueOf(ex.getMessage()));
		}
	}

	private static void check(boolean met, long line, String problem) {
		if (!met) {
			throw new HistoryException(line, problem);
		}
	}

	@Override
	public void close() {
		try {
			this.parser.close();
		}
		catch (JacksonException ex) {
			throw new HistoryException("The history cannot be closed: " + ex.getOriginalMessage() + ".", ex);
		}
	}

	private void check(Event event) {
		if (event.t() < this.t) {
			throw new HistoryException(this.line, "goes back in time: t is " + event.t() + " after " + this.t);
		}
		this.t = event.t();
		if (event instanceof Event.Run header) {
			check(this.run == null, this.line, "is a second header");
			check(header.version() == VERSION, this.line,
					"has version " + header.version() + ", and only " + VERSION + " is known");
			this.run = header;
			return;
		}
		if (this.run == null) {
			throw new HistoryException(this.line, "comes before the header, an event of kind run");
		}
		int count = this.run.partitions();
		event.spokenOf()
			.filter((partition) -> partition < 0 || partition >= count)
			.findFirst()
			.ifPresent((partition) -> {
				throw new HistoryException(this.line,
						"speaks of partition " + partition + ", and the header says that there are " + count);
			});
	}

	/** Passes bytes on as long as lines end now and then: no line fills the memory. */
	private static final class ShortLines extends FilterInputStream {

		private long length;

		private ShortLines(InputStream in) {
			super(in);
		}

		@Override
		public int read(byte[] bytes, int offset, int most) throws IOException {
			int count = super.read(bytes, offset, most);
			int last = offset + count - 1;
			while (last >= offset && bytes[last] != '\n') {
				last--;
			}
			this.length = (last >= offset) ? offset + count - 1 - last : this.length + count;
			if (this.length > LONGEST) {
				throw new TooLong();
			}
			return count;
		}

		private static final class TooLong extends IOException {

			private static final long serialVersionUID = 1L;

		}

	}

	/**
	 * What takes events of a history, in order.
	 *
	 * @param <E> the kind that it takes
	 */
	@FunctionalInterface
	public interface Sink<E extends Event> {

		/**
		 * Takes one.
		 * @param line the line, from 1
		 * @param event the event
		 */
		void accept(long line, E event);

	}

}
