package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of this JVM: clients that name the same one share it. */
public final class Witness {

	/**
	 * Names the file: a setting of the client, or a system property. In its value,
	 * {@code %p} stands for the id of the process.
	 */
	public static final String FILE = "failoverlab.witness.file";

	/** Names the file where neither a setting nor a property does. */
	public static final String VARIABLE = "FAILOVERLAB_WITNESS_FILE";

	/** The header of a record that holds the id of its send, in UTF-8. */
	public static final String HEADER = "failoverlab-id";

	private static final Logger log = LoggerFactory.getLogger(Witness.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Map<Path, Shared> OPEN = new HashMap<>();

	private static boolean hooked;

	private Witness() {
	}

	/**
	 * Waits until all that was witnessed so far is in the file, 5 s at most.
	 * @param file a file that clients of this JVM name, or named
	 * @return false when it is not in time, as with a full disk
	 */
	public static boolean flush(Path file) {
		Shared shared;
		synchronized (OPEN) {
			shared = OPEN.get(key(file));
		}
		return shared == null || shared.file.flush(TIMEOUT);
	}

	/**
	 * Opens the file of a client, or shares it.
	 * @param settings the client's
	 * @return null when none is named, or it cannot be opened
	 */
	static @Nullable Shared open(Map<String, ?> settings) {
		Path file = named(settings);
		if (file == null) {
			log.warn("Nothing is witnessed: set {} for the client or as a system property, or {}.", FILE, VARIABLE);
			return null;
		}
		synchronized (OPEN) {
			try {
				Shared shared = OPEN.get(file);
				if (shared == null) {
					shared = new Shared(file, new WitnessFile(file, channel(file), WitnessFile.CAPACITY));
					OPEN.put(file, shared);
					hook();
				}
				shared.users++;
				return shared;
			}
			catch (IOException | OverlappingFileLockException | UnsupportedOperationException ex) {
				log.error("Nothing is witnessed, because {} cannot be opened: {}", file, ex.toString());
				return null;
			}
		}
	}

	private static @Nullable Path named(Map<String, ?> settings) {
		return Stream.of(settings.get(FILE), System.getProperty(FILE), System.getenv(VARIABLE))
			.filter((value) -> value != null && !value.toString().isBlank())
			.findFirst()
			.map((value) -> key(Path.of(value.toString().replace("%p", Long.toString(ProcessHandle.current().pid())))))
			.orElse(null);
	}

	private static Path key(Path file) {
		return file.toAbsolutePath().normalize();
	}

	/** At the end of the file, after a line of its own if the last one was cut off. */
	private static FileChannel channel(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		FileChannel channel = FileChannel.open(file,
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), ownersAlone());
		if (channel.tryLock() == null) {
			channel.close();
			throw new IOException("another process writes it (%p in its name is replaced by the process's id)");
		}
		ByteBuffer last = ByteBuffer.allocate(1);
		long size = channel.size();
		channel.position(size);
		if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
			channel.write(ByteBuffer.wrap(new byte[] { '\n' }));
		}
		return channel;
	}

	private static FileAttribute<?>[] ownersAlone() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	/** A JVM that ends without closing its clients still writes what waits. */
	private static void hook() {
		if (!hooked) {
			hooked = true;
			try {
				Runtime.getRuntime().addShutdownHook(new Thread(Witness::flushAll, "kafka-witness-flush"));
			}
			catch (IllegalStateException ex) {
				log.debug("The JVM is ending already.", ex);
			}
		}
	}

	private static void flushAll() {
		List<Shared> all;
		synchronized (OPEN) {
			all = List.copyOf(OPEN.values());
		}
		all.forEach((shared) -> shared.file.flush(TIMEOUT));
	}

	/** A file, and how many clients use it. The last one to close ends it. */
	static final class Shared {

		private final Path path;

		private final WitnessFile file;

		private int users;

		private Shared(Path path, WitnessFile file) {
			this.path = path;
			this.file = file;
		}

		WitnessFile file() {
			return this.file;
		}

		void close() {
			synchronized (OPEN) {
				this.users--;
				if (this.users == 0) {
					OPEN.remove(this.path);
					this.file.close(TIMEOUT);
				}
			}
		}

	}

}
