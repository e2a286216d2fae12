package dev.failoverlab.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reports a node that was asked to stop and did not stop in time, for backends.
 *
 * @param dumpThreads asks its JVM for a thread dump, which is appended to its log
 * @param deadline how long it had to stop
 */
public record StopTimeout(Node node, Runnable dumpThreads, Duration deadline) {

	/** The beginning of the last line of HotSpot's thread dump. */
	private static final String LAST_LINE = "JNI global refs";

	private static final Duration DUMP = Duration.ofSeconds(5);

	/**
	 * Saves a thread dump next to the node's log.
	 * @return the exception to throw, which names the file
	 */
	public ClusterException exception() {
		String text = "Node " + this.node.id() + " was asked to stop and still runs after " + this.deadline.toSeconds()
				+ " s. Kafka waits like this when no other node can take over"
				+ " (KAFKA-14287). Kill it, or start the other nodes. ";
		try {
			return new ClusterException(text + "A thread dump is in " + keepThreadDump());
		}
		catch (IOException | IllegalStateException | ClusterException ex) {
			return new ClusterException(text + "No thread dump could be made.", ex);
		}
	}

	/** The JVM writes the dump to its output, which goes to the end of the log. */
	private Path keepThreadDump() throws IOException {
		Path log = this.node.logFile();
		long from = Files.size(log);
		this.dumpThreads.run();
		Deadline enough = Deadline.in(DUMP);
		String dump = LogTail.from(log, from);
		while (!dump.contains(LAST_LINE) && !enough.passed()) {
			enough.poll();
			dump = LogTail.from(log, from);
		}
		return Files.writeString(log.resolveSibling("node-" + this.node.id() + "-threads.txt"), dump);
	}

}
