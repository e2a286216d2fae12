package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Where the jars of nodes are that were unpacked or fetched once, for all projects of a
 * user.
 */
final class UserCache {

	/** How to use another directory, for messages. */
	static final String OTHER = "Another directory can be named: -Dfailoverlab.cache=DIRECTORY";

	/** Two threads of a JVM cannot both wait for the lock of a file. */
	private static final Object LOCK = new Object();

	private UserCache() {
	}

	/** The directory, which need not exist yet. */
	static Path directory() {
		String named = System.getProperty("failoverlab.cache");
		if (named != null) {
			return Path.of(named);
		}
		String standard = System.getenv("XDG_CACHE_HOME");
		return ((standard != null && !standard.isBlank()) ? Path.of(standard)
				: Path.of(System.getProperty("user.home"), ".cache"))
			.resolve("failoverlab");
	}

	/** Works while no other JVM, and no other thread of this one, has the same lock. */
	static void alone(Path lock, Work work) throws IOException {
		Files.createDirectories(Objects.requireNonNull(lock.getParent()));
		synchronized (LOCK) {
			try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE)) {
				channel.lock(); // Until it is closed.
				work.run();
			}
		}
	}

	/** What needs the lock. */
	interface Work {

		void run() throws IOException;

	}

}
