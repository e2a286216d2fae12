package dev.failoverlab.witness;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What one consumer received, committed, handled and failed to handle. The interceptor
 * knows the first two. Whoever calls the listeners knows the rest; once they tell,
 * nothing is inferred any more.
 */
final class ConsumerLog {

	/** More records than this are several lines. */
	private static final int RECORDS = 500;

	private static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
		.thenComparing(TopicPartition::partition);

	/** By client id, so that the two find each other. */
	private static final Map<String, ConsumerLog> OPEN = new ConcurrentHashMap<>();

	private final Client client;

	private final String clientId;

	private final Set<TopicPartition> held = new TreeSet<>(ORDER);

	/** Where what was received last ends. */
	private final Map<TopicPartition, Long> next = new HashMap<>();

	/** By partition and offset, ids of records whose listener failed. */
	private final Map<TopicPartition, TreeMap<Long, @Nullable String>> failed = new HashMap<>();

	private boolean told;

	private ConsumerLog(Client client, String clientId) {
		this.client = client;
		this.clientId = clientId;
	}

	static ConsumerLog open(Client client, @Nullable String clientId) {
		ConsumerLog log = new ConsumerLog(client, String.valueOf(clientId));
		OPEN.put(log.clientId, log);
		return log;
	}

	/**
	 * Finds the log of a consumer.
	 * @return null when it is not witnessed
	 */
	static @Nullable ConsumerLog of(Consumer<?, ?> consumer) {
		return OPEN.isEmpty() ? null
				: consumer.metrics()
					.keySet()
					.stream()
					.map((metric) -> metric.tags().get("client-id"))
					.filter((id) -> id != null)
					.findFirst()
					.map(OPEN::get)
					.orElse(null);
	}

	void received(ConsumerRecords<?, ?> records) {
		this.client.attempt(() -> noteReceived(records));
	}

	void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.client.attempt(() -> noteCommitted(offsets));
	}

	/** Tells that partitions were assigned, besides those that are held already. */
	void assigned(Collection<TopicPartition> partitions) {
		this.client.attempt(() -> noteHeld(partitions, true));
	}

	/** Tells that partitions are not held any more. */
	void gone(Collection<TopicPartition> partitions) {
		this.client.attempt(() -> noteHeld(partitions, false));
	}

	/** Tells that records were handled, in their order. */
	void handled(List<? extends ConsumerRecord<?, ?>> records) {
		this.client.attempt(() -> records.forEach(this::noteHandled));
	}

	/** Tells that a listener threw when it got records. */
	void failed(List<? extends ConsumerRecord<?, ?>> records, Exception error) {
		this.client.attempt(() -> noteFailed(records, error));
	}

	private synchronized void noteReceived(ConsumerRecords<?, ?> records) {
		for (TopicPartition partition : records.partitions()) {
			List<? extends ConsumerRecord<?, ?>> some = records.records(partition);
			if (!this.told) {
				infer(partition, some.get(0).offset());
			}
			this.next.put(partition, some.get(some.size() - 1).offset() + 1);
			for (int from = 0; from < some.size(); from += RECORDS) {
				note("received", partition, some.subList(from, Math.min(from + RECORDS, some.size())), null);
			}
		}
	}

	private synchronized void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
		offsets.forEach((partition, offset) -> passOver(partition, offset.offset()));
		Map<String, TreeMap<Integer, Long>> byTopic = new TreeMap<>();
		offsets.forEach((partition, offset) -> byTopic.computeIfAbsent(partition.topic(), (topic) -> new TreeMap<>())
			.put(partition.partition(), offset.offset()));
		byTopic.forEach((topic, ends) -> this.client
			.append(this.client.line("committed").text("topic", topic).json("offsets", json(ends))));
	}

	private synchronized void noteHeld(Collection<TopicPartition> partitions, boolean more) {
		this.told = true;
		if (more) {
			this.held.addAll(partitions);
		}
		else {
			partitions.forEach(this.held::remove);
			partitions.forEach(this.failed::remove);
		}
		partitions.stream()
			.map(TopicPartition::topic)
			.distinct()
			.forEach((topic) -> assignment(topic, Map.of(), false));
	}

	private synchronized void noteHandled(ConsumerRecord<?, ?> message) {
		TopicPartition partition = begun(message);
		TreeMap<Long, @Nullable String> waiting = this.failed.get(partition);
		if (waiting != null) {
			waiting.remove(message.offset());
		}
		note("poll", partition, List.of(message), null);
	}

	private synchronized void noteFailed(List<? extends ConsumerRecord<?, ?>> messages, Exception error) {
		Set<TopicPartition> begun = new HashSet<>();
		for (ConsumerRecord<?, ?> each : messages) {
			TopicPartition partition = partition(each);
			if (begun.add(partition)) {
				begun(each);
			}
			this.failed.computeIfAbsent(partition, (any) -> new TreeMap<>()).put(each.offset(), id(each));
			note("failed", partition, List.of(each), Client.reason(error));
		}
	}

	/** A listener got a record: those before it are dealt with. */
	private TopicPartition begun(ConsumerRecord<?, ?> message) {
		this.told = true;
		TopicPartition partition = partition(message);
		passOver(partition, message.offset());
		return partition;
	}

	synchronized void close() {
		OPEN.remove(this.clientId, this);
		this.client.close();
	}

	/**
	 * A record that failed, and after which the consumer went on, is dealt with: put
	 * aside or given up. That counts as handled.
	 */
	private void passOver(TopicPartition partition, long offset) {
		TreeMap<Long, @Nullable String> waiting = this.failed.get(partition);
		if (waiting == null) {
			return;
		}
		Map<Long, @Nullable String> passed = waiting.headMap(offset);
		passed.forEach((at,
				id) -> this.client.append(this.client.line("poll")
					.text("topic", partition.topic())
					.records()
					.record(partition.partition(), at, id)
					.end()
					.flag("passed", true)));
		passed.clear();
	}

	/**
	 * An interceptor is not told of assignments: all that it sees is where records begin.
	 */
	private void infer(TopicPartition partition, long offset) {
		Long expected = this.next.get(partition);
		if (expected != null && expected == offset) {
			return;
		}
		if (this.held.remove(partition)) {
			assignment(partition.topic(), Map.of(), true);
		}
		this.held.add(partition);
		assignment(partition.topic(), Map.of(partition.partition(), offset), true);
	}

	private void assignment(String topic, Map<Integer, Long> positions, boolean inferred) {
		String partitions = this.held.stream()
			.filter((partition) -> partition.topic().equals(topic))
			.map((partition) -> Integer.toString(partition.partition()))
			.collect(Collectors.joining(",", "[", "]"));
		Line line = this.client.line("assign")
			.text("topic", topic)
			.json("partitions", partitions)
			.json("positions", json(positions));
		this.client.append(inferred ? line.flag("inferred", true) : line);
	}

	private void note(String kind, TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records,
			@Nullable String error) {
		Line line = this.client.line(kind).text("topic", partition.topic()).records();
		records.forEach((each) -> line.record(each.partition(), each.offset(), id(each)));
		this.client.append(line.end().text("error", error));
	}

	private static TopicPartition partition(ConsumerRecord<?, ?> message) {
		return new TopicPartition(message.topic(), message.partition());
	}

	private static @Nullable String id(ConsumerRecord<?, ?> message) {
		Header header = message.headers().lastHeader(Witness.HEADER);
		return (header != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

	private static String json(Map<Integer, Long> offsets) {
		return offsets.entrySet()
			.stream()
			.map((each) -> "\"" + each.getKey() + "\":" + each.getValue())
			.collect(Collectors.joining(",", "{", "}"));
	}

}
