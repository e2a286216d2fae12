package dev.failoverlab.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a report is written to. */
final class ReportFile {

	private ReportFile() {
	}

	/**
	 * Writes a report, over what was there.
	 * @param report the whole text
	 * @param file where
	 */
	static void write(String report, Path file) {
		try {
			// A string with half a letter in it has no bytes; a question mark stands for
			// that.
			Files.write(file, report.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The report " + file + " cannot be written: " + ex + ".", ex);
		}
	}

}
