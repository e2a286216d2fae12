package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;

/** A folder for one run alone: nothing in it is ever written over. */
final class RunFolder {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

	private RunFolder() {
	}

	/**
	 * Makes a new folder, named after the time and the run.
	 * @param runs where runs are kept
	 * @param name what is run
	 * @return the folder; one that was made in the same second gets a number at its end
	 */
	static Path create(Path runs, String name) {
		String base = TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + name;
		for (int number = 1;; number++) {
			try {
				Files.createDirectories(runs);
				return Files.createDirectory(runs.resolve((number == 1) ? base : base + "-" + number));
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
	 * Uses the folder that was asked for.
	 * @param folder the folder; made if it is not there
	 * @return the folder
	 * @throws UsageException when it holds anything already
	 */
	static Path use(Path folder) {
		try {
			Files.createDirectories(folder);
			try (Stream<Path> files = Files.list(folder)) {
				if (files.findAny().isPresent()) {
					throw new UsageException("There are files in " + folder
							+ " already, and a run writes over nobody's. Choose another folder, or leave --out away.");
				}
			}
			return folder;
		}
		catch (IOException ex) {
			throw unusable(folder, ex);
		}
	}

	private static LabException unusable(Path folder, IOException ex) {
		return new LabException("The folder " + folder + " cannot be used: " + ex + ".", ex);
	}

}
