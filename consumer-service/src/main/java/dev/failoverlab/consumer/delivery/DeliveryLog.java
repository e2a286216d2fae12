package dev.failoverlab.consumer.delivery;

import dev.failoverlab.consumer.ConsumerServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this process handled, a line for each record, in the order in which it did. The
 * file outlives the process: the next start continues the line numbers and the delivery
 * counts. Safe for use by several threads.
 */
public final class DeliveryLog implements AutoCloseable {

	/**
	 * A mapper of its own: the format of the file is not a matter of the application's
	 * JSON settings.
	 */
	private static final JsonMapper json = JsonMapper.builder().build();

	private final DeliveryLogFile file;

	private final String instance;

	private final Clock clock;

	private final DeliveryCounts counts;

	/**
	 * Opens the delivery log.
	 * @param properties where it is and what to remember
	 * @param instance the name of this process, other than that of any before
	 * @param clock what gives the lines their time
	 * @throws ConsumerServiceException when the file cannot be opened, is held by another
	 * process, or is no delivery log
	 */
	DeliveryLog(DeliveryLogProperties properties, String instance, Clock clock) {
		this.instance = instance;
		this.clock = clock;
		this.counts = new DeliveryCounts(properties.rememberedIds());
		this.file = DeliveryLogFile.open(properties.file());
		try {
			remember(properties.rememberedIds());
		}
		catch (RuntimeException ex) {
			this.file.close();
			throw ex;
		}
	}

	/**
	 * Notes that an email was handled. To be called after the handling and before the
	 * commit, so that a crash in between shows as a repeated delivery, never as a gap.
	 * @param id the email's id
	 * @param to the recipient
	 * @param subject the subject, if it has one
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @throws ConsumerServiceException when the line cannot be written
	 */
	public synchronized void delivered(String id, String to, @Nullable String subject, int partition, long offset) {
		int deliveries = this.counts.next(id, partition, offset);
		append(new DeliveryLogEntry.Delivery(this.file.lines() + 1, this.instance, id, to, subject, partition, offset,
				this.clock.instant(), deliveries));
	}

	/**
	 * Notes that a record was put aside. To be called once the dead-letter topic has it.
	 * @param id the email's id, or null when the record has none that can be read
	 * @param partition the record's partition
	 * @param offset the record's offset
	 * @param cause why, in a sentence
	 * @throws ConsumerServiceException when the line cannot be written
	 */
	public synchronized void deadLettered(@Nullable String id, int partition, long offset, String cause) {
		int deliveries = this.counts.next(id, partition, offset);
		append(new DeliveryLogEntry.DeadLetter(this.file.lines() + 1, this.instance, id, partition, offset,
				this.clock.instant(), deliveries, cause));
	}

	/**
	 * Notes a change of what this process reads.
	 * @param held all partitions that it holds from here on
	 * @param positions where it starts on those newly got
	 * @throws ConsumerServiceException when the line cannot be written
	 */
	public synchronized void assigned(Collection<Integer> held, Map<Integer, Long> positions) {
		List<Integer> partitions = held.stream().sorted().toList();
		SortedMap<Integer, Long> sorted = new TreeMap<>(positions);
		append(new DeliveryLogEntry.Assignment(this.file.lines() + 1, this.instance, this.clock.instant(), partitions,
				sorted));
	}

	/**
	 * Opens the delivery log for reading.
	 * @param seq the number of the last line to leave out, 0 or higher
	 * @return a reader that the caller closes
	 */
	DeliveryLogReader readerAfter(long seq) {
		return new DeliveryLogReader(this.file, seq);
	}

	/** Lets those who follow the delivery log know that nothing more is coming. */
	void endFollowing() {
		this.file.endFollowing();
	}

	@Override
	public void close() {
		this.file.close();
	}

	/**
	 * Takes over the delivery counts, and checks that the file is a delivery log.
	 */
	private void remember(int ids) {
		long after = Math.max(0, this.file.lines() - ids);
		AtomicLong seq = new AtomicLong(after);
		try (Stream<String> lines = Files.lines(this.file.path())) {
			lines.skip(after).forEach((line) -> {
				if (parse(line, seq.incrementAndGet()) instanceof DeliveryLogEntry.Handled handled) {
					this.counts.note(handled);
				}
			});
		}
		catch (IOException | UncheckedIOException ex) {
			throw new ConsumerServiceException(
					"The delivery log " + this.file.path() + " cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	private DeliveryLogEntry parse(String line, long seq) {
		try {
			DeliveryLogEntry entry = json.readValue(line, DeliveryLogEntry.class);
			if (entry.seq() == seq) {
				return entry;
			}
			throw notADeliveryLog(seq, "it says number " + entry.seq(), null);
		}
		catch (JacksonException ex) {
			throw notADeliveryLog(seq, ex.getOriginalMessage(), ex);
		}
	}

	private ConsumerServiceException notADeliveryLog(long line, String why, @Nullable Throwable cause) {
		return new ConsumerServiceException("Line " + line + " of " + this.file.path() + " is not line " + line
				+ " of a delivery log: " + why + ". Move the file away, or point consumer.account.file at another.",
				cause);
	}

	private void append(DeliveryLogEntry entry) {
		this.file.append((json.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
		if (entry instanceof DeliveryLogEntry.Handled handled) {
			this.counts.note(handled);
		}
	}

}
