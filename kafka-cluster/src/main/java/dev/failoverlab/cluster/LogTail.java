package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, for messages of backends. */
public final class LogTail {

	private static final int LINES = 20;

	private static final int BYTES = 16 * 1024;

	private LogTail() {
	}

	/**
	 * Reads the end of a log.
	 * @param log the file
	 * @return its last lines, or, in parentheses, why the file cannot be read
	 */
	public static String of(Path log) {
		try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
			byte[] end = new byte[(int) Math.min(file.length(), BYTES)];
			file.seek(file.length() - end.length);
			file.readFully(end);
			List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
		}
		catch (IOException ex) {
			return "(the file cannot be read: " + ex.getMessage() + ")";
		}
	}

}
