package dev.failoverlab.actuator;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Gets a listener past a record that ends the process. A few kilobytes can be unpacked to
 * more than the memory holds, and Kafka's client does that before the application sees
 * anything of the record: the process runs out of memory, and so does the next one.
 * <p>
 * To be run at each start, before the listener. A file says where the last starts began.
 * When a partition has not moved over three starts although records wait, its next
 * records are read, handled and committed one by one, each after the file says which one
 * it is. A record that the file names when the process starts again is given to the
 * application as one that cannot be read, and skipped. While other members of the group
 * are there nothing is read: the partition may be theirs.
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
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			for (TopicPartition partition : partitions) {
				consumer.assign(List.of(partition));
				long end = Objects.requireNonNull(ends.get(partition));
				if (startsAt(consumer.position(partition), end, partition, notes) >= SUSPICIOUS) {
					readCarefully(consumer, partition, end, notes);
				}
			}
			store(notes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The starts cannot be noted in " + this.file, ex);
		}
	}

	/** How many starts in a row began there, this one included. */
	private static int startsAt(long position, long end, TopicPartition partition, Properties notes) {
		String[] last = notes.getProperty(partition.toString(), "").split(" ", -1);
		boolean same = last.length == 2 && last[0].equals(Long.toString(position)) && position < end;
		int starts = same ? Integer.parseInt(last[1]) + 1 : 1;
		notes.setProperty(partition.toString(), position + " " + starts);
		return starts;
	}

	private void readCarefully(Consumer<K, V> consumer, TopicPartition partition, long end, Properties notes)
			throws IOException {
		try {
			// Refused while the group has other members.
			consumer.commitSync();
			for (int i = 0; i < RECORDS && consumer.position(partition) < end; i++) {
				next(consumer, partition, notes);
				consumer.commitSync();
			}
		}
		catch (CommitFailedException ex) {
			logger.warn(partition + " does not move, and other members of the group may hold it", ex);
		}
		catch (RuntimeException ex) {
			logger.warn(partition + " is left to the listener from " + consumer.position(partition) + " on", ex);
		}
	}

	/** When the process ends in here, the file goes on naming the record. */
	private void next(Consumer<K, V> consumer, TopicPartition partition, Properties notes) throws IOException {
		long offset = consumer.position(partition);
		String place = partition + "@" + offset;
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

	private Properties load() throws IOException {
		Properties notes = new Properties();
		if (Files.exists(this.file)) {
			try (Reader reader = Files.newBufferedReader(this.file)) {
				notes.load(reader);
			}
		}
		return notes;
	}

	private void store(Properties notes) throws IOException {
		try (Writer writer = Files.newBufferedWriter(this.file)) {
			notes.store(writer, "Where the last starts began, for the next one to see whether it moves");
		}
	}

}
