package dev.failoverlab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The shell script that starts a command and makes sure that it does not outlive this
 * JVM.
 */
final class Guard {

	private static final String SCRIPT = read();

	private Guard() {
	}

	static List<String> around(List<String> command) {
		return Stream.concat(Stream.of("/bin/sh", "-c", SCRIPT, "guard"), command.stream()).toList();
	}

	private static String read() {
		try (InputStream script = Objects.requireNonNull(Guard.class.getResourceAsStream("guard.sh"))) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
