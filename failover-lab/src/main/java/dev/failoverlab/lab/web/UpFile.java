package dev.failoverlab.lab.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How to reach the lab that is up, for commands from another terminal.
 *
 * @param url where the lab listens
 * @param token the lab's token
 * @param pid the lab's process
 */
public record UpFile(URI url, String token, long pid) {

	private static final Pattern TOKEN = Pattern.compile("[\\w-]+");

	/**
	 * Writes the file in one step, readable by its owner alone.
	 * @param file the file; replaced if one was left behind
	 */
	public void write(Path file) {
		OwnerFile.write(file, new JsonMapper().writeValueAsString(this));
	}

	/**
	 * Reads the file.
	 * @param file the file
	 * @return its content, or empty when there is none
	 * @throws UsageException when it is not what {@link #write} writes
	 */
	public static Optional<UpFile> read(Path file) {
		try {
			UpFile up = new JsonMapper().readValue(Files.readAllBytes(file), UpFile.class);
			if (up == null || !up.isComplete()) {
				throw broken(file, "it does not say where the lab listens, its token and its process");
			}
			return Optional.of(up);
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (JacksonException ex) {
			throw broken(file, "it is not the JSON that it should be");
		}
		catch (IOException ex) {
			throw new LabException(file + " cannot be read: " + ex + ".", ex);
		}
	}

	private static UsageException broken(Path file, String why) {
		return new UsageException(file + " is not a file that ./lab up has written: " + why
				+ ". Delete it. If a lab is up, end it with Ctrl-C and start it again.");
	}

	/** A file that was changed by hand can lack anything. */
	private boolean isComplete() {
		return this.url != null && "http".equals(this.url.getScheme()) && this.url.getHost() != null
				&& this.token != null && TOKEN.matcher(this.token).matches() && this.pid > 0;
	}

	public static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new LabException(file + " cannot be deleted: " + ex.getMessage() + ".", ex);
		}
	}

	/** Keeps the secret out of logs. */
	@Override
	public String toString() {
		return "UpFile[url=" + this.url + ", pid=" + this.pid + "]";
	}

}
