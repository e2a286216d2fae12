package dev.failoverlab.lab.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import dev.failoverlab.lab.LabException;

/** A file that has the token, readable by its owner alone. */
public final class OwnerFile {

	private OwnerFile() {
	}

	/**
	 * Writes the file in one step.
	 * @param file the file; replaced if one was left behind
	 */
	public static void write(Path file, String text) {
		try {
			Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
			Files.deleteIfExists(draft);
			Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new LabException("The token cannot be kept in " + file + ": " + ex.getMessage() + ".", ex);
		}
	}

}
