package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
		try {
			List<String> lines = from(log, Math.max(0, Files.size(log) - BYTES)).lines().toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
		}
		catch (IOException ex) {
			return "(the file cannot be read: " + ex.getMessage() + ")";
		}
	}

	/** All of a log from a byte on. */
	static String from(Path log, long start) throws IOException {
		try (InputStream file = Files.newInputStream(log)) {
			file.skipNBytes(start);
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
