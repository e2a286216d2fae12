package dev.failoverlab.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.failoverlab.run.RunException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the lines that others append to a file, which need not be there yet. */
final class AppendedLines {

	private static final int BLOCK = 1 << 20;

	private final Path file;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private long position;

	private int count;

	AppendedLines(Path file) {
		this.file = file;
	}

	/** How many lines were read so far. */
	int count() {
		return this.count;
	}

	/**
	 * Reads all whole lines since the last call.
	 * @throws RunException when the file cannot be read, or became shorter
	 */
	void forEach(Consumer<String> taker) {
		if (!Files.exists(this.file)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(this.file)) {
			if (channel.size() < this.position) {
				throw new RunException("The file " + this.file + " became shorter while it was read.");
			}
			byte[] block = new byte[BLOCK];
			for (int length = read(channel, block); length > 0; length = read(channel, block)) {
				this.position += length;
				take(block, length, taker);
			}
		}
		catch (IOException ex) {
			throw new RunException("The file " + this.file + " cannot be read: " + ex + ".", ex);
		}
	}

	private int read(FileChannel channel, byte[] block) throws IOException {
		return channel.read(ByteBuffer.wrap(block), this.position);
	}

	private void take(byte[] block, int length, Consumer<String> taker) {
		int begin = 0;
		for (int i = 0; i < length; i++) {
			if (block[i] == '\n') {
				this.line.write(block, begin, i - begin);
				begin = i + 1;
				String whole = this.line.toString(UTF_8);
				this.line.reset();
				this.count++;
				taker.accept(whole);
			}
		}
		this.line.write(block, begin, length - begin);
	}

}
