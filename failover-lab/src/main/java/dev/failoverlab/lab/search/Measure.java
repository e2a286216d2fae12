package dev.failoverlab.lab.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What a process takes of the machine. Linux only. */
enum Measure {

	/** Resident memory. */
	MEMORY("memory, MB", 32),

	THREADS("threads", 8),

	FILES("open files", 32),

	/** What the folder of its data takes. */
	DISK("disk, MB", 32);

	private final String title;

	private final long grain;

	Measure(String title, long grain) {
		this.title = title;
		this.grain = grain;
	}

	/**
	 * How much of it a process takes now.
	 * @throws IOException when there is no such process
	 */
	long of(long pid, @Nullable Path data) throws IOException {
		return switch (this) {
			case MEMORY -> status(pid, "VmRSS:") / 1024;
			case THREADS -> status(pid, "Threads:");
			case FILES -> count(Path.of("/proc", "" + pid, "fd"));
			case DISK -> (data != null) ? kilobytes(data) / 1024 : 0;
		};
	}

	String title() {
		return this.title;
	}

	/** A difference that means nothing. */
	long grain() {
		return this.grain;
	}

	private static long status(long pid, String key) throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
			return lines.filter((line) -> line.startsWith(key))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.sum();
		}
	}

	private static long count(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.count();
		}
	}

	/** Without the holes of files that are longer than what they hold. */
	private static long kilobytes(Path folder) throws IOException {
		Process du = new ProcessBuilder("du", "-sk", folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String text = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return Arrays.stream(text.split("\\s"))
			.filter((word) -> !word.isEmpty())
			.limit(1)
			.mapToLong(Long::parseLong)
			.sum();
	}

}
