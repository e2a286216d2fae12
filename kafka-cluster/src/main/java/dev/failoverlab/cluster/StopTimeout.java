package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is kept and told of a node that was asked to leave and did not, for backends.
 *
 * @param node the node
 * @param dumpThreads asks its JVM for a thread dump, which comes to the end of its log
 * @param deadline how long it was given
 */
public record StopTimeout(Node node, Runnable dumpThreads, Duration deadline) {

	/** The last line of HotSpot's thread dump begins so. */
	private static final String LAST_LINE = "JNI global refs";

	private static final Duration DUMP = Duration.ofSeconds(5);

	/**
	 * Keeps a thread dump beside the node's log.
	 * @return the exception to throw, which tells where
	 */
	public ClusterException exception() {
		String text = "Node " + this.node.id() + " was asked to stop and is still there after "
				+ this.deadline.toSeconds() + " s, which is Kafka's way when no other node can take over"
				+ " (KAFKA-14287). It still runs: kill it, or start the others. ";
		try {
			return new ClusterException(text + "Its threads are in " + keepThreadDump());
		}
		catch (IOException | IllegalStateException | ClusterException ex) {
			return new ClusterException(text + "No thread dump could be made.", ex);
		}
	}

	/** The JVM writes the dump to its output, that is, to the end of the log. */
	private Path keepThreadDump() throws IOException {
		Path log = this.node.logFile();
		long from = Files.size(log);
		this.dumpThreads.run();
		Deadline enough = Deadline.in(DUMP);
		byte[] dump = read(log, from);
		while (!new String(dump, java.nio.charset.StandardCharsets.UTF_8).contains(LAST_LINE) && !enough.passed()) {
			enough.poll();
			dump = read(log, from);
		}
		return Files.write(log.resolveSibling("node-" + this.node.id() + "-threads.txt"), dump);
	}

	private static byte[] read(Path log, long from) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
			byte[] text = new byte[(int) (file.length() - from)];
			file.seek(from);
			file.readFully(text);
			return text;
		}
	}

}
