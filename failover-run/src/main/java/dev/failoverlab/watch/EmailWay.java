package dev.failoverlab.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.requests.DescribeLogDirsRequest;
import org.apache.kafka.common.requests.DescribeLogDirsResponse;
import org.jspecify.annotations.Nullable;

/**
 * Follows one email through the cluster until consumers may read it: each node is asked
 * itself.
 *
 * @param cluster the cluster
 * @param topic the topic
 * @param recorder where each change is recorded
 */
public record EmailWay(KafkaCluster cluster, String topic, Recorder recorder) {

	private static final Duration AT_MOST = Duration.ofMinutes(1);

	private static final Duration ANSWER = Duration.ofSeconds(1);

	private static final String SEGMENT = ".log";

	/**
	 * Follows an email for a minute at most.
	 * @param id the id of its send
	 * @param partition its partition, from 0
	 * @param offset its offset there
	 */
	public void follow(String id, int partition, long offset) {
		Event.Way[] last = new Event.Way[1];
		Deadline.in(AT_MOST).until(() -> look(id, partition, offset), (way) -> {
			if (!way.equals(last[0])) {
				last[0] = way;
				this.recorder.record((t) -> new Event.Way(t, id, partition, offset, way.leader(), way.segment(),
						way.replicas(), way.highWatermark()));
			}
			Long high = way.highWatermark();
			return high != null && high > offset;
		});
	}

	private Event.Way look(String id, int partition, long offset) {
		List<Integer> holders = new ArrayList<>();
		Long high = null;
		String segment = null;
		OptionalInt leader = leader(partition);
		for (Node node : this.cluster.nodes()) {
			try (NodeConnection broker = this.cluster.client().connect(node.brokerAddress(), ANSWER)) {
				if (has(broker, partition, offset)) {
					holders.add(node.id());
				}
				if (leader.equals(OptionalInt.of(node.id()))) {
					high = LogEnds.forConsumers(broker, this.topic, List.of(partition)).get(partition);
					segment = segment(broker, partition, offset);
				}
			}
			catch (IOException ex) {
				// A node that does not answer is not known to have it.
			}
		}
		Integer known = leader.isPresent() ? leader.getAsInt() : null;
		return new Event.Way(0, id, partition, offset, known, segment, holders, high);
	}

	private OptionalInt leader(int partition) {
		try {
			return this.cluster.leaderOf(this.topic, partition);
		}
		catch (ClusterException ex) {
			return OptionalInt.empty();
		}
	}

	private boolean has(NodeConnection broker, int partition, long offset) throws IOException {
		Long end = LogEnds.ofReplicas(broker, this.topic, List.of(partition)).get(partition);
		return end != null && end > offset;
	}

	/** The file that has the offset, if it is on this machine. */
	private @Nullable String segment(NodeConnection broker, int partition, long offset) throws IOException {
		DescribeLogDirsRequestData question = new DescribeLogDirsRequestData();
		question.topics().add(new DescribableLogDirTopic().setTopic(this.topic).setPartitions(List.of(partition)));
		DescribeLogDirsResponse answer = (DescribeLogDirsResponse) broker
			.ask(new DescribeLogDirsRequest.Builder(question));
		String name = this.topic + "-" + partition;
		return answer.data()
			.results()
			.stream()
			.map((directory) -> Path.of(directory.logDir(), name))
			.filter(Files::isDirectory)
			.findFirst()
			.flatMap((folder) -> segment(folder, offset))
			.map((file) -> name + "/" + file)
			.orElse(null);
	}

	/** A segment is named after its first offset. */
	private static Optional<Path> segment(Path folder, long offset) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(Path::getFileName)
				.filter((file) -> file.toString().endsWith(SEGMENT))
				.filter((file) -> first(file) <= offset)
				.max(Comparator.comparingLong(EmailWay::first));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static long first(Path segment) {
		return Long.parseLong(segment.toString().replace(SEGMENT, ""));
	}

}
