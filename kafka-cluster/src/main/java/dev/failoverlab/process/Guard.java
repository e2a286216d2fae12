package dev.failoverlab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Shell scripts that run a command and notice the end of this JVM, however it ends. */
final class Guard {

	private Guard() {
	}

	/**
	 * Prepares a process.
	 * @param script the script's name: {@code guard} or {@code last-will}
	 * @param command the program and its arguments
	 * @param log the file that its output and errors are appended to; created with its
	 * directory if it does not exist
	 */
	static ProcessBuilder around(String script, List<String> command, Path log) throws IOException {
		Files.createDirectories(log.toAbsolutePath().getParent());
		String text = ResourceText.of(Guard.class, script + ".sh");
		return new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", "-c", text, script), command.stream()).toList())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
	}

}
