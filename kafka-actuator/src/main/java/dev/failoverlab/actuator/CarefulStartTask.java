package dev.failoverlab.actuator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Gets a listener past a record that ends the process. A few kilobytes can be unpacked to
 * more than the memory holds, and Kafka's client does that before the application sees
 * anything of the record: the process runs out of memory, and so does the next one.
 * <p>
 * To be run at each start, before the listener. A file says where the last starts began.
 * When a partition has not moved over three starts although records wait, its next
 * records are read, handled and committed one by one, each after the file says which one
 * it is. A record that the file names when the process starts again is given to the
 * application as one that cannot be read, and skipped. This is done as a member of the
 * group, so that what another member holds is left alone.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
public final class CarefulStartTask<K, V> {

	private static final Log logger = LogFactory.getLog(CarefulStartTask.class);

	private static final int SUSPICIOUS = 3;

	/** As many as a listener is given at once, unless it is told otherwise. */
	private static final int RECORDS = 500;

	private static final Duration WAIT = Duration.ofSeconds(5);

	/** Until the group gives up the process that ended, and gives its partitions away. */
	private static final Duration JOINING = Duration.ofSeconds(90);

	private static final String READING = "reading";

	private final ConsumerFactory<K, V> consumers;

	private final Path file;

	private final java.util.function.Consumer<ConsumerRecord<K, V>> handler;

	private final BiConsumer<TopicPartition, Long> skipped;

	/**
	 * Creates it.
	 * @param consumers makes consumers like the listener's, with the listener's group
	 * @param file where to note the starts; in a folder that is there
	 * @param handler handles a record as the listener would; when it throws, the listener
	 * gets the record again
	 * @param skipped told of a record that cannot be read, by its offset, before that is
	 * committed as done
	 */
	public CarefulStartTask(ConsumerFactory<K, V> consumers, Path file,
			java.util.function.Consumer<ConsumerRecord<K, V>> handler, BiConsumer<TopicPartition, Long> skipped) {
		this.consumers = consumers;
		this.file = file;
		this.handler = handler;
		this.skipped = skipped;
	}

	/**
	 * Gets past a record that ended the processes before this one, if there is one. Takes
	 * a few round trips otherwise.
	 * @param topic what the listener reads
	 */
	public void run(String topic) {
		Properties oneByOne = new Properties();
		oneByOne.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
		try (Consumer<K, V> consumer = this.consumers.createConsumer(null, null, "careful", oneByOne)) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((info) -> new TopicPartition(topic, info.partition()))
				.toList();
			Properties notes = load();
			Map<TopicPartition, Long> suspects = suspects(consumer, partitions, notes);
			store(notes);
			if (!suspects.isEmpty()) {
				readCarefully(consumer, suspects, notes);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The starts cannot be noted in " + this.file, ex);
		}
	}

	/** Partitions that have not moved, with their present ends. */
	private static Map<TopicPartition, Long> suspects(Consumer<?, ?> consumer, List<TopicPartition> partitions,
			Properties notes) {
		consumer.assign(partitions);
		Map<TopicPartition, Long> suspects = new HashMap<>();
		consumer.endOffsets(partitions).forEach((partition, end) -> {
			long position = consumer.position(partition);
			if (startsAt(position, end, partition, notes) >= SUSPICIOUS
					|| place(partition, position).equals(notes.getProperty(READING))) {
				suspects.put(partition, end);
			}
		});
		consumer.unsubscribe();
		return suspects;
	}

	/** How many starts in a row began there, this one included. */
	private static int startsAt(long position, long end, TopicPartition partition, Properties notes) {
		String[] last = notes.getProperty(partition.toString(), "").split(" ", -1);
		boolean same = last.length == 2 && last[0].equals(Long.toString(position)) && position < end;
		int starts = same ? Integer.parseInt(last[1]) + 1 : 1;
		notes.setProperty(partition.toString(), position + " " + starts);
		return starts;
	}

	private void readCarefully(Consumer<K, V> consumer, Map<TopicPartition, Long> suspects, Properties notes)
			throws IOException {
		try {
			join(consumer, suspects.keySet().iterator().next().topic());
			for (TopicPartition partition : suspects.keySet()) {
				if (consumer.assignment().contains(partition)) {
					consumer.resume(List.of(partition));
					read(consumer, partition, suspects.get(partition), notes);
					consumer.pause(List.of(partition));
				}
			}
		}
		catch (RuntimeException ex) {
			logger.warn("What is left of " + suspects.keySet() + " is left to the listener", ex);
		}
	}

	/** Nothing is read from a partition as long as it is paused. */
	private static void join(Consumer<?, ?> consumer, String topic) {
		consumer.subscribe(List.of(topic), new ConsumerAwareRebalanceListener() {

			@Override
			public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
				consumer.pause(partitions);
			}

		});
		long deadline = System.nanoTime() + JOINING.toNanos();
		while (consumer.assignment().isEmpty() && System.nanoTime() < deadline) {
			consumer.poll(Duration.ofMillis(200));
		}
	}

	private void read(Consumer<K, V> consumer, TopicPartition partition, long end, Properties notes)
			throws IOException {
		for (int i = 0; i < RECORDS && consumer.position(partition) < end; i++) {
			next(consumer, partition, notes);
			consumer.commitSync(Map.of(partition, new OffsetAndMetadata(consumer.position(partition))));
		}
	}

	/** When the process ends in here, the file goes on naming the record. */
	private void next(Consumer<K, V> consumer, TopicPartition partition, Properties notes) throws IOException {
		long offset = consumer.position(partition);
		String place = place(partition, offset);
		if (place.equals(notes.remove(READING))) {
			this.skipped.accept(partition, offset);
			consumer.seek(partition, offset + 1);
			return;
		}
		notes.setProperty(READING, place);
		store(notes);
		try {
			consumer.poll(WAIT).forEach(this.handler);
		}
		finally {
			notes.remove(READING);
			store(notes);
		}
	}

	private static String place(TopicPartition partition, long offset) {
		return partition + "@" + offset;
	}

	private Properties load() throws IOException {
		return Files.exists(this.file) ? PropertiesLoaderUtils.loadProperties(new FileSystemResource(this.file))
				: new Properties();
	}

	private void store(Properties notes) throws IOException {
		try (Writer writer = Files.newBufferedWriter(this.file)) {
			notes.store(writer, "Where the last starts began, for the next one to see whether it moves");
		}
	}

}
