package dev.failoverlab.lab.observe;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.lab.LabException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Which node a consumer of partition 0 reads from, without a rack and with a follower's
 * rack: the node that sent it the most bytes, according to the consumer's own metrics.
 * Only the first answer comes from the leader, which then redirects the consumer.
 */
final class ReadingPlaces implements Observer {

	private static final int RECORDS = 2_000;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/** Small answers, so that the leader's first answer is only a small part. */
	private static final int ANSWER_BYTES = 10_000;

	@Override
	public void observe(Inquiry inquiry) {
		TopicPartitionInfo partition = inquiry.partitions().get(0);
		Node leader = Objects.requireNonNull(partition.leader(), "partition 0 has no leader");
		Optional<Node> follower = partition.isr().stream().filter((node) -> node.id() != leader.id()).findFirst();
		inquiry.note("a consumer without client.rack reads from", place(read(inquiry, null), leader));
		follower.map((node) -> Objects.requireNonNull(inquiry.brokers().get(node.id()))).ifPresent((node) -> {
			String rack = Objects.requireNonNullElse(node.rack(), "nowhere");
			inquiry.note("rack of node " + node.id(), rack);
			inquiry.note("a consumer in the rack of a follower reads from", place(read(inquiry, rack), leader));
		});
	}

	private static String place(int node, Node leader) {
		return "node " + node + ", " + ((node == leader.id()) ? "the leader" : "a follower");
	}

	private static int read(Inquiry inquiry, @Nullable String rack) {
		Map<String, Object> settings = new HashMap<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
				inquiry.bootstrapServers(), ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
				ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ANSWER_BYTES, ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
				ANSWER_BYTES));
		if (rack != null) {
			settings.put(ConsumerConfig.CLIENT_RACK_CONFIG, rack);
		}
		TopicPartition partition = new TopicPartition(inquiry.topic(), 0);
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			drain(consumer, partition);
			return mostBytes(consumer);
		}
	}

	/**
	 * Reads to the current end of the log, or until there are enough records to decide.
	 */
	private static void drain(KafkaConsumer<String, String> consumer, TopicPartition partition) {
		long end = Math.min(RECORDS, consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L));
		Deadline deadline = Deadline.in(TIMEOUT);
		while (consumer.position(partition) < end) {
			if (deadline.passed()) {
				throw new LabException("A consumer read " + partition + " only up to " + consumer.position(partition)
						+ ", not up to " + end + ", in " + TIMEOUT.toSeconds() + " s.");
			}
			consumer.poll(Duration.ofMillis(100));
		}
	}

	/** Connections to coordinators have higher numbers than those to all nodes. */
	private static int mostBytes(KafkaConsumer<String, String> consumer) {
		return consumer.metrics()
			.values()
			.stream()
			.filter((metric) -> metric.metricName().name().equals("incoming-byte-total")
					&& node(metric).matches("node-\\d+"))
			.max(Comparator.comparing((metric) -> (Double) metric.metricValue()))
			.map((most) -> Integer.valueOf(node(most).substring("node-".length())))
			.orElseThrow(() -> new LabException("A consumer reports no connection that it read from."));
	}

	private static String node(Metric metric) {
		return metric.metricName().tags().getOrDefault("node-id", "");
	}

}
