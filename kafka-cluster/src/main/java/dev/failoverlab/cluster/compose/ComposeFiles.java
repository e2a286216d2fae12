package dev.failoverlab.cluster.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.process.ResourceText;

/** Finds the files that Docker reads. */
final class ComposeFiles {

	private static final String NAME = "docker-compose.yml";

	/** Names the project's directory, if the working directory is not inside it. */
	private static final String HOME = "failoverlab.home";

	private ComposeFiles() {
	}

	/** The project's own file, in its root folder. */
	static Path main() {
		Path start = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
		for (Path folder = start; folder != null; folder = folder.getParent()) {
			if (Files.isRegularFile(folder.resolve(NAME))
					&& Files.isRegularFile(folder.resolve("kafka-config/start-node.sh"))) {
				return folder.resolve(NAME);
			}
		}
		throw new ClusterException("The lab's " + NAME + " is not in " + start
				+ " or a parent directory. Run the lab in the project's folder, or name it: -D" + HOME + "=DIRECTORY");
	}

	/** The text of a file of this package. */
	static String read(String name) {
		return ResourceText.of(ComposeFiles.class, name);
	}

	/** Copies a file of this package to a place where Docker can read it. */
	static Path write(String name, Path folder) {
		try {
			Files.createDirectories(folder);
			return Files.writeString(folder.resolve(name), read(name));
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot write " + folder.resolve(name), ex);
		}
	}

}
