package dev.failoverlab.history;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a history that did not happen just now, event by event, in the order in which it
 * is given: {@link HistoryRecorder} is for what happens.
 */
public final class HistoryWriter implements AutoCloseable {

	private static final int BUFFER = 1 << 20;

	private final Path file;

	private final OutputStream out;

	private HistoryWriter(Path file, OutputStream out) {
		this.file = file;
		this.out = out;
	}

	/**
	 * Makes the file.
	 * @param file where; there is none yet
	 * @return a writer, to be closed
	 * @throws HistoryException when it cannot be made
	 */
	public static HistoryWriter create(Path file) {
		try {
			return new HistoryWriter(file,
					new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER));
		}
		catch (IOException ex) {
			throw new HistoryException("The history " + file + " cannot be made: " + ex + ".", ex);
		}
	}

	/**
	 * Appends an event.
	 * @param event the event, not earlier than the one before
	 * @throws HistoryException when it cannot be written
	 */
	public void write(Event event) {
		try {
			this.out.write(HistoryFormat.line(event));
		}
		catch (IOException ex) {
			throw new HistoryException("The history " + this.file + " cannot be written: " + ex + ".", ex);
		}
	}

	@Override
	public void close() {
		try {
			this.out.close();
		}
		catch (IOException ex) {
			throw new HistoryException("The history " + this.file + " cannot be written: " + ex + ".", ex);
		}
	}

}
