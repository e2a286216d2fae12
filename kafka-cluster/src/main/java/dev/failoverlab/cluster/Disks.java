package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.failoverlab.process.ResourceText;
import org.apache.kafka.clients.admin.LogDirDescription;

/**
 * The log directories of nodes that have several, for backends.
 *
 * @param count how many each node has
 * @param admin asks the brokers
 */
public record Disks(int count, ClusterAdmin admin) {

	/**
	 * Kafka writes a checkpoint to each directory in use every 5 s, to the others every
	 * 60 s.
	 */
	private static final Duration NOTICED = Duration.ofSeconds(150);

	private static final Pattern NAME = Pattern.compile(".*/disk-(\\d+)");

	/**
	 * The directory of a disk.
	 * @param data the node's directory for data
	 * @param disk which disk, from 1
	 */
	public static Path directory(Path data, int disk) {
		return data.resolve("disk-" + disk);
	}

	/**
	 * The directories of all disks.
	 * @param data the node's directory for data
	 * @param count how many disks there are
	 * @return the directories, or the data's own when it is one
	 */
	static List<Path> directories(Path data, int count) {
		return (count == 1) ? List.of(data)
				: IntStream.rangeClosed(1, count).mapToObj((disk) -> directory(data, disk)).toList();
	}

	/**
	 * Where a node keeps the metadata log.
	 * @param data the node's directory for data
	 * @param count how many disks there are
	 * @return a directory that is separate from the disks when there are several
	 */
	public static Path metadata(Path data, int count) {
		return (count == 1) ? data : data.resolve("metadata");
	}

	/**
	 * A program for {@code sh -c}: {@code disk full|gone|whole DIRECTORY} breaks or
	 * repairs a log directory.
	 * @return the program's text
	 */
	public static String script() {
		return ResourceText.of(Disks.class, "disk.sh");
	}

	/**
	 * The argument of {@link #script()} for a kind of failure.
	 * @return {@code full} or {@code gone}
	 */
	public static String word(DiskFailure how) {
		return how.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Checks that a disk can be broken.
	 * @param disk which disk, from 1
	 * @throws ClusterException when it cannot; the message says why
	 */
	public void check(Node node, int disk) {
		if (this.count < 2 || disk < 1 || disk > this.count || node.brokerAddress().isEmpty()) {
			throw new ClusterException(
					"Disk " + disk + " of node " + node.id() + " cannot be broken: " + (node.brokerAddress().isEmpty()
							? "the node is not a broker" : "nodes have " + this.count + ", and would need one more"));
		}
		if (node.state() != Node.State.RUNNING) {
			throw new ClusterException("Node " + node.id() + " is " + node.state().name().toLowerCase(Locale.ROOT)
					+ ": it cannot report a failed disk");
		}
	}

	/**
	 * Waits until a broker itself reports a disk as failed.
	 * @param disk which disk, from 1
	 * @param again called before each retry: breaks the disk once more
	 */
	public void awaitFailed(Node node, int disk, Runnable again) {
		String seen = Deadline.in(NOTICED).until(() -> {
			String missing = ClusterException.messageOr(() -> unlessFailed(node, disk));
			if (!missing.isEmpty()) {
				again.run();
			}
			return missing;
		}, String::isEmpty);
		if (!seen.isEmpty()) {
			throw new ClusterException("Node " + node.id() + " does not report disk " + disk + " as failed after "
					+ NOTICED.toSeconds() + " s. Seen: " + seen);
		}
	}

	/** Empty once the broker reports the disk as failed; otherwise all its reports. */
	private String unlessFailed(Node node, int disk) {
		Map<String, LogDirDescription> reported = this.admin.logDirectories(node.id());
		boolean failed = reported.entrySet()
			.stream()
			.anyMatch((log) -> disk(log.getKey()) == disk && log.getValue().error() != null);
		return failed ? "" : reported.toString();
	}

	/**
	 * On which disk a broker keeps a partition.
	 * @param partition the partition's name, {@code topic-0}
	 * @return the disk, from 1, or empty when the broker has no replica of it
	 */
	public OptionalInt of(int node, String partition) {
		return this.admin.logDirectories(node)
			.entrySet()
			.stream()
			.filter((log) -> log.getValue()
				.replicaInfos()
				.keySet()
				.stream()
				.anyMatch((kept) -> kept.toString().equals(partition)))
			.mapToInt((log) -> disk(log.getKey()))
			.filter((disk) -> disk > 0)
			.findFirst();
	}

	private static int disk(String path) {
		Matcher matcher = NAME.matcher(path);
		return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
	}

}
