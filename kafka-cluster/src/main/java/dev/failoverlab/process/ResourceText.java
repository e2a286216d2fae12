package dev.failoverlab.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The text of a file that is packed with a class, such as a shell script. */
public final class ResourceText {

	private ResourceText() {
	}

	/**
	 * Reads a file in UTF-8.
	 * @param owner a class of the same package
	 * @param name the file's name
	 */
	public static String of(Class<?> owner, String name) {
		try (InputStream file = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
