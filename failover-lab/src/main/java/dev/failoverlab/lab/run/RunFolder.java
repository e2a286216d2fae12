package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

import dev.failoverlab.lab.UsageException;

/** A folder for one plan alone: no file in it is ever overwritten. */
public final class RunFolder {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

	/** A history can hold what others must not read, such as settings and emails. */
	private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private RunFolder() {
	}

	/**
	 * Makes a new folder, named after the time and the plan.
	 * @param runs the folder of all runs
	 * @param name the name of the plan
	 * @return the folder; one that was made in the same second gets a number at its end
	 */
	public static Path create(Path runs, String name) {
		String base = TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + name;
		folder(runs);
		for (int number = 1;; number++) {
			try {
				return Files.createDirectory(runs.resolve((number == 1) ? base : base + "-" + number), OWNER_ONLY);
			}
			catch (FileAlreadyExistsException ex) {
				// Taken: try the next number.
			}
			catch (IOException ex) {
				throw unusable(runs, ex);
			}
		}
	}

	/**
	 * Uses a given folder.
	 * @param folder the folder; made if it is not there
	 * @return the folder
	 * @throws UsageException when it is not empty
	 */
	public static Path use(Path folder) {
		folder(folder);
		try (Stream<Path> files = Files.list(folder)) {
			if (files.findAny().isPresent()) {
				throw new UsageException("There are files in " + folder
						+ " already, and a run overwrites none. Choose another folder, or omit --out.");
			}
			return folder;
		}
		catch (IOException ex) {
			throw unusable(folder, ex);
		}
	}

	private static void folder(Path folder) {
		try {
			Files.createDirectories(folder, OWNER_ONLY);
		}
		catch (FileAlreadyExistsException ex) {
			throw new UsageException(ex.getMessage() + " is a file, and a run needs a folder there. Move the file away,"
					+ " or choose another folder with --out.");
		}
		catch (IOException ex) {
			throw unusable(folder, ex);
		}
	}

	private static UsageException unusable(Path folder, IOException ex) {
		return new UsageException("The folder " + folder + " cannot be used: " + ex + ". Choose another with --out.");
	}

}
