package dev.failoverlab.lab.cli;

import java.nio.file.Path;

/**
 * The project's folder and what the command line keeps in it.
 *
 * @param directory the folder that {@code lab} is in
 */
record LabHome(Path directory) {

	/** The folder that the launcher names, else the one that the process works in. */
	static LabHome ofProcess() {
		return new LabHome(Path.of(System.getProperty("failoverlab.home", "")).toAbsolutePath().normalize());
	}

	/** Held by the one lab that runs here. */
	Path lock() {
		return this.directory.resolve(".lab/lock");
	}

	/** Where the lab that is up says how to reach it. */
	Path upFile() {
		return this.directory.resolve(".lab/up.json");
	}

	Path runs() {
		return this.directory.resolve("runs");
	}

	/** Generated pages, and what people wrote. */
	Path docs() {
		return this.directory.resolve("docs");
	}

	/** The last recorded real runs, which the generated pages tell of. */
	Path records() {
		return docs().resolve("recorded");
	}

	/** The path as a user standing in the folder would write it. */
	String inWords(Path path) {
		Path absolute = path.toAbsolutePath().normalize();
		Path here = Path.of("").toAbsolutePath();
		return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
	}

}
