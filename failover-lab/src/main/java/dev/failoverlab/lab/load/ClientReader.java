package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads with a plain Kafka consumer in this JVM, in a separate group, for comparison with
 * the service.
 */
public final class ClientReader implements ConsumerRebalanceListener, AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(500);

	private static final long CLOSING_MILLIS = 10_000;

	private final KafkaConsumer<String, String> consumer;

	private final Recorder recorder;

	private final String process;

	/** Only where there is more than one that it could read from. */
	private final @Nullable ReadReplicas replicas;

	private final Thread thread;

	private final TreeSet<Integer> held = new TreeSet<>();

	/**
	 * Starts reading.
	 * @param client the brokers, and how they are reached
	 * @param group the consumer group
	 * @param member its number in the group, from 1
	 * @param settings Kafka settings that override the consumer's defaults
	 * @param recorder where assignments and polls are recorded
	 */
	public ClientReader(ClientSettings client, String topic, String group, int member, Map<String, String> settings,
			Recorder recorder) {
		this.recorder = recorder;
		this.process = "reader" + ((member > 1) ? "-" + member : "");
		this.replicas = settings.containsKey(ConsumerConfig.CLIENT_RACK_CONFIG) ? new ReadReplicas(recorder) : null;
		this.consumer = new KafkaConsumer<>(settings(client, group, settings), new StringDeserializer(),
				new StringDeserializer());
		this.consumer.subscribe(List.of(topic), this);
		this.thread = new Thread(this::read, this.process);
		this.thread.start();
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> added) {
		Map<Integer, Long> positions = added.stream()
			.collect(Collectors.toMap(TopicPartition::partition, this.consumer::position));
		this.held.addAll(positions.keySet());
		assigned(positions);
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> gone) {
		gone.forEach((partition) -> this.held.remove(partition.partition()));
		assigned(Map.of());
	}

	@Override
	public void close() {
		this.consumer.wakeup();
		try {
			this.thread.join(CLOSING_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void assigned(Map<Integer, Long> positions) {
		List<Integer> partitions = List.copyOf(this.held);
		this.recorder.record((t) -> new Event.Assign(t, this.process, partitions, positions));
	}

	private void read() {
		try (this.consumer) {
			while (true) {
				note(this.consumer.poll(POLL));
				if (this.replicas != null) {
					this.replicas.note(this.consumer.metrics().values());
				}
			}
		}
		catch (WakeupException ex) {
			// The run is over.
		}
		catch (KafkaException ex) {
			this.recorder.note("The consumer stopped with an error: " + ex);
		}
	}

	private void note(ConsumerRecords<String, String> records) {
		List<Event.Position> positions = StreamSupport.stream(records.spliterator(), false)
			.map(EmailIds::position)
			.toList();
		if (!positions.isEmpty()) {
			this.recorder.record((t) -> new Event.Poll(t, this.process, positions));
		}
	}

	private static Map<String, Object> settings(ClientSettings client, String group, Map<String, String> given) {
		Map<String, Object> settings = new HashMap<>(Map.of(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer",
				ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
		settings.putAll(client.with(given));
		settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
		return settings;
	}

}
