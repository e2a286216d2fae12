package dev.failoverlab.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a history event by event, in the order in which it is given:
 * {@link HistoryRecorder} is for what happens just now. Only whole lines are handed to
 * the operating system, at the latest by {@link #flush}.
 */
public final class HistoryWriter implements AutoCloseable {

	private static final int BUFFER = 1 << 16;

	private final Path file;

	private final OutputStream out;

	private final ByteArrayOutputStream lines = new ByteArrayOutputStream(2 * BUFFER);

	private HistoryWriter(Path file, OutputStream out) {
		this.file = file;
		this.out = out;
	}

	/**
	 * Makes the file.
	 * @param file where; its folder is made if it is not there
	 * @return a writer, to be closed
	 * @throws HistoryException when it cannot be made, or is there already: a history is
	 * never written over
	 */
	public static HistoryWriter create(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			return new HistoryWriter(file,
					Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
		}
		catch (FileAlreadyExistsException ex) {
			throw new HistoryException("There is a history " + file + " already, and none is written over.", ex);
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
		this.lines.writeBytes(HistoryFormat.json(event));
		this.lines.write('\n');
		if (this.lines.size() >= BUFFER) {
			flush();
		}
	}

	/**
	 * Hands all that was appended to the operating system.
	 * @throws HistoryException when it cannot be written
	 */
	public void flush() {
		try {
			this.lines.writeTo(this.out);
			this.lines.reset();
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	@Override
	public void close() {
		try (this.out) {
			flush();
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	private HistoryException failed(IOException ex) {
		return new HistoryException("The history " + this.file + " cannot be written: " + ex + ".", ex);
	}

}
