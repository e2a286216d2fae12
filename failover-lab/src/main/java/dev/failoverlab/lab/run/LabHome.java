package dev.failoverlab.lab.run;

import java.nio.file.Path;

/**
 * The project's folder, and where the lab keeps its files in it.
 *
 * @param directory the folder that {@code lab} is in
 */
public record LabHome(Path directory) {

	/** The folder that the launcher names, else the one that the process works in. */
	public static LabHome ofProcess() {
		return new LabHome(Path.of(System.getProperty("failoverlab.home", "")).toAbsolutePath().normalize());
	}

	/** The lock of the one lab that can run here. */
	public Path lock() {
		return this.directory.resolve(".lab/lock");
	}

	/** How to reach the lab that is up. */
	public Path upFile() {
		return this.directory.resolve(".lab/up.json");
	}

	public Path runs() {
		return this.directory.resolve("runs");
	}

	public Path docs() {
		return this.directory.resolve("docs");
	}

	/** The results that the generated pages are made of. */
	public Records records() {
		return new Records(docs().resolve("recorded"));
	}

}
