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

	/** Resident memory, in MB. */
	MEMORY("memory, MB", 32) {
		@Override
		long of(long pid, @Nullable Path data) throws IOException {
			return status(pid, "VmRSS:") / 1024;
		}
	},

	THREADS("threads", 8) {
		@Override
		long of(long pid, @Nullable Path data) throws IOException {
			return status(pid, "Threads:");
		}
	},

	FILES("open files", 32) {
		@Override
		long of(long pid, @Nullable Path data) throws IOException {
			try (Stream<Path> files = Files.list(Path.of("/proc", "" + pid, "fd"))) {
				return files.count();
			}
		}
	},

	/** What its folder takes, in MB. */
	DISK("disk, MB", 32) {
		@Override
		long of(long pid, @Nullable Path data) throws IOException {
			return (data != null) ? taken(data) / 1024 : 0;
		}
	};

	private final String title;

	private final long grain;

	Measure(String title, long grain) {
		this.title = title;
		this.grain = grain;
	}

	/** How much of it a process takes now. */
	abstract long of(long pid, @Nullable Path data) throws IOException;

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
				.map((line) -> line.replaceAll("\\D", ""))
				.mapToLong(Long::parseLong)
				.findFirst()
				.orElse(0);
		}
	}

	/** In KB, without the holes of files that are larger than what they hold. */
	private static long taken(Path folder) throws IOException {
		Process du = new ProcessBuilder("du", "-sk", folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (var out = du.getInputStream()) {
			String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
			return Arrays.stream(text.split("\\s"))
				.findFirst()
				.filter((size) -> !size.isEmpty())
				.map(Long::valueOf)
				.orElse(0L);
		}
	}

}
