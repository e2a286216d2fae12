package dev.failoverlab.report;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A history small enough for a page: without the independent reading of the log, which
 * only the verdict needs, and with times in whole microseconds. Lines keep their numbers.
 */
final class PackedHistory {

	/** A page of more than this is no longer handy; in bytes before base64. */
	private static final int LARGEST = 32 << 20;

	private static final Pattern SCAN = Pattern.compile("\"kind\"\\s*:\\s*\"scan\"");

	private static final Pattern NANOSECONDS = Pattern.compile("(\"t\":\\d+)\\d{3}(?=[,}])");

	private PackedHistory() {
	}

	/**
	 * Packs a history.
	 * @param history the file
	 * @return its lines as base64 of gzip; empty when that would be too large for a page
	 */
	static String of(Path history) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (BufferedReader in = Files.newBufferedReader(history); OutputStream out = new Gzip(packed)) {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				String kept = SCAN.matcher(line).find() ? "" : NANOSECONDS.matcher(line).replaceFirst("$1000");
				out.write((kept + "\n").getBytes(StandardCharsets.UTF_8));
				if (packed.size() > LARGEST) {
					return "";
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The history " + history + " cannot be read again: " + ex + ".", ex);
		}
		return Base64.getEncoder().encodeToString(packed.toByteArray());
	}

	/** As small as Java can. */
	private static final class Gzip extends GZIPOutputStream {

		Gzip(OutputStream out) throws IOException {
			super(out, 1 << 16);
			this.def.setLevel(Deflater.BEST_COMPRESSION);
		}

	}

}
