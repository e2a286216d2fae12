package dev.failoverlab.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The independent reading of the whole log: every partition from its start to its end, by
 * a consumer that is in no group.
 *
 * @param client the brokers, and how they are reached
 * @param partitions what is read
 * @param from where reading begins, by partition; where left out, at the log's start
 * @param position tells where a record is, and whose
 * @param recorder where it is noted
 * @param atMost how long one reading may take
 */
public record LogReader(ClientSettings client, List<TopicPartition> partitions, Map<TopicPartition, Long> from,
		Function<ConsumerRecord<String, String>, Event.Position> position, Recorder recorder, Duration atMost) {

	private static final Duration POLL = Duration.ofMillis(100);

	/** How long followers may take to copy what a leader acknowledged by itself. */
	private static final Duration COPYING = Duration.ofSeconds(10);

	/**
	 * Reads the log once in each isolation, and notes its bounds, except where a
	 * transaction is still open: what comes after its beginning is withheld from those
	 * who read committed records, so they have not read that log to its end.
	 * @param isolation in which the consumer reads
	 * @param acknowledged the highest acknowledged offset of each partition, as far as
	 * they are known: with acks=1 they can be read only once followers have copied them
	 * @return the offset of the last record for it of each partition that has one
	 */
	public Map<Integer, Long> readAll(String isolation, Map<Integer, Long> acknowledged) {
		// What others append while it is read is left out.
		Map<TopicPartition, Long> ends = Deadline.in(COPYING)
			.until(() -> ends("read_uncommitted"), (seen) -> isBeyond(seen, acknowledged));
		Map<Integer, Long> uncommitted = read("read_uncommitted", ends);
		Map<TopicPartition, Long> handedOut = new HashMap<>(ends);
		ends("read_committed").forEach((partition, end) -> handedOut.merge(partition, end, Math::min));
		Map<Integer, Long> committed = read("read_committed", handedOut);
		try (KafkaConsumer<String, String> consumer = open("read_uncommitted")) {
			Map<TopicPartition, Long> starts = consumer.beginningOffsets(this.partitions, this.atMost);
			ends.forEach((partition, end) -> {
				if (end.equals(handedOut.get(partition))) {
					this.recorder.record(
							(t) -> new Event.Log(t, partition.partition(), starts.getOrDefault(partition, 0L), end));
				}
			});
		}
		return isolation.equals("read_committed") ? committed : uncommitted;
	}

	private static boolean isBeyond(Map<TopicPartition, Long> ends, Map<Integer, Long> acknowledged) {
		return ends.entrySet()
			.stream()
			.allMatch((end) -> end.getValue() > acknowledged.getOrDefault(end.getKey().partition(), -1L));
	}

	private Map<TopicPartition, Long> ends(String isolation) {
		try (KafkaConsumer<String, String> consumer = open(isolation)) {
			return consumer.endOffsets(this.partitions, this.atMost);
		}
	}

	private Map<Integer, Long> read(String isolation, Map<TopicPartition, Long> ends) {
		Map<Integer, Long> last = new TreeMap<>();
		// An empty log has no records, but the verdict must know that it was read.
		this.recorder.record((t) -> new Event.Scan(t, "scan-" + isolation, isolation, List.of()));
		try (KafkaConsumer<String, String> consumer = open(isolation)) {
			consumer.assign(this.partitions);
			consumer.seekToBeginning(this.partitions);
			this.from.forEach(consumer::seek);
			long deadline = System.nanoTime() + this.atMost.toNanos();
			while (!isThrough(consumer, ends)) {
				if (System.nanoTime() - deadline > 0) {
					throw new RunException(
							"The log could not be read to its end " + ends + " in " + this.atMost.toSeconds() + " s, "
									+ isolation + ": the last offsets read were " + last + ".");
				}
				note(isolation, consumer.poll(POLL), ends, last);
			}
		}
		return last;
	}

	private static boolean isThrough(KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
		return ends.entrySet().stream().allMatch((entry) -> consumer.position(entry.getKey()) >= entry.getValue());
	}

	private void note(String isolation, ConsumerRecords<String, String> records, Map<TopicPartition, Long> ends,
			Map<Integer, Long> last) {
		for (TopicPartition partition : records.partitions()) {
			long end = ends.getOrDefault(partition, 0L);
			List<Event.Position> positions = records.records(partition)
				.stream()
				.filter((message) -> message.offset() < end)
				.map(this.position)
				.toList();
			if (!positions.isEmpty()) {
				last.put(partition.partition(), positions.get(positions.size() - 1).offset());
				this.recorder.record((t) -> new Event.Scan(t, "scan-" + isolation, isolation, positions));
			}
		}
	}

	private KafkaConsumer<String, String> open(String isolation) {
		return new KafkaConsumer<>(this.client.with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
				ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
				new StringDeserializer(), new StringDeserializer());
	}

}
