package dev.failoverlab.lab.service;

import java.nio.file.Path;
import java.util.List;

/**
 * A service's jar, unpacked beside it, with an archive of the classes that the service
 * loads (class data sharing). The JVM takes no class from a jar inside of a jar into such
 * an archive. Both together halve the processor time of a start.
 *
 * @param jar the executable jar
 */
record UnpackedService(Path jar) {

	Path folder() {
		return this.jar.resolveSibling("unpacked");
	}

	Path archive() {
		return folder().resolve("classes.jsa");
	}

	/** The service, with the JVM option that names the archive. */
	List<String> command(String archiveOption) {
		return List.of(archiveOption + archive(), "-jar", folder().resolve(this.jar.getFileName()).toString());
	}

	/**
	 * The fastest way to start the service. A JVM that cannot use the archive, for
	 * example one of another version, starts without it.
	 */
	List<String> fastest() {
		boolean current = archive().toFile().lastModified() >= this.jar.toFile().lastModified();
		return current ? command("-XX:SharedArchiveFile=") : List.of("-jar", this.jar.toString());
	}

}
