package dev.failoverlab.cluster.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.process.ChildProcess;

/** What is kept and told of a node that was asked to leave and did not. */
final class StopTimeout {

	/** The last line of HotSpot's thread dump begins so. */
	private static final String LAST_LINE = "JNI global refs";

	private static final Duration DUMP = Duration.ofSeconds(5);

	private final ProcessNode node;

	private final ChildProcess child;

	private final Duration deadline;

	StopTimeout(ProcessNode node, ChildProcess child, Duration deadline) {
		this.node = node;
		this.child = child;
		this.deadline = deadline;
	}

	/** The exception to throw; a thread dump is beside the node's log by then. */
	ClusterException exception() {
		String text = "Node " + this.node.id() + " was asked to stop and is still there after "
				+ this.deadline.toSeconds() + " s, which is Kafka's way when no other node can take over"
				+ " (KAFKA-14287). It still runs: kill it, or start the others. ";
		try {
			return new ClusterException(text + "Its threads are in " + keepThreadDump());
		}
		catch (IOException | IllegalStateException ex) {
			return new ClusterException(text + "No thread dump could be made.", ex);
		}
	}

	/** The JVM writes the dump to its output, that is, to the end of the log. */
	private Path keepThreadDump() throws IOException {
		Path log = this.node.logFile();
		long from = Files.size(log);
		this.child.dumpThreads();
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
