package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one lab at a time runs in a folder. The operating system frees the lock
 * when its process ends, however it ends; the file names the holder: its process id, then
 * its command.
 */
public final class LabLock implements AutoCloseable {

	private final FileChannel channel;

	private LabLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Takes the lock.
	 * @param file the lock file; made if it is not there
	 * @param command the command that takes it, for messages
	 * @return the lock, until it is closed or this process ends
	 * @throws UsageException when another process holds it; the message names it
	 */
	public static LabLock take(Path file, String command) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
					StandardOpenOption.WRITE);
			if (tryLock(channel) == null) {
				channel.close();
				throw new UsageException(holder(file));
			}
			write(channel, ProcessHandle.current().pid() + "\n" + command + "\n");
			return new LabLock(channel);
		}
		catch (IOException ex) {
			throw new LabException("The lock file " + file + " cannot be used: " + ex.getMessage() + ".", ex);
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	private static String holder(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		String pid = lines.isEmpty() ? "unknown" : lines.get(0);
		String command = (lines.size() > 1) ? " (" + lines.get(1) + ")" : "";
		return "Another lab runs in this folder: process " + pid + command
				+ ". Wait for its end, end it with Ctrl-C in its terminal, or with: kill " + pid;
	}

	private static void write(FileChannel channel, String text) throws IOException {
		channel.truncate(0);
		channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
		channel.force(false);
	}

	/** Frees the lock. The file stays, empty: deleting it could free another's lock. */
	@Override
	public void close() {
		try (FileChannel closing = this.channel) {
			if (closing.isOpen()) {
				closing.truncate(0);
			}
		}
		catch (IOException ex) {
			throw new LabException("The lock file cannot be released: " + ex.getMessage() + ".", ex);
		}
	}

}
