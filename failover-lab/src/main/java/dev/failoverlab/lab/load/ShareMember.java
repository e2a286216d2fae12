package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A member of a share group, on a thread of its own. It answers each record by itself: of
 * 50 records it releases one at its first delivery and rejects one, and it accepts the
 * others. What it is handed, what it answers and how Kafka takes that is recorded.
 */
final class ShareMember implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration COMMIT = Duration.ofSeconds(10);

	private static final long CLOSING_MILLIS = 10_000;

	private static final long MILLISECOND = 1_000_000;

	private static final int ONE_IN = 50;

	private static final int RELEASED = 10;

	private static final int REJECTED = 20;

	private final String process;

	private final ShareConsumer<String, String> consumer;

	private final Duration handling;

	private final boolean waits;

	private final Recorder recorder;

	private final Thread thread;

	/** How many answers to a record have no outcome yet. Used on the thread alone. */
	private final Map<Place, Integer> open = new HashMap<>();

	private volatile long lastAcquired = System.nanoTime();

	private volatile long lockMillis;

	private volatile boolean closing;

	/**
	 * Starts reading.
	 * @param process its name in the history
	 * @param consumer subscribed, with explicit acknowledgements; is closed with this
	 * @param handling how long it takes for what a poll hands over
	 * @param waits whether it waits for the outcome of each acknowledgement; else they
	 * are sent with the next poll, and a callback tells their outcome
	 */
	ShareMember(String process, ShareConsumer<String, String> consumer, Duration handling, boolean waits,
			Recorder recorder) {
		this.process = process;
		this.consumer = consumer;
		this.handling = handling;
		this.waits = waits;
		this.recorder = recorder;
		if (!waits) {
			consumer.setAcknowledgementCommitCallback(this::settled);
		}
		this.thread = new Thread(this::read, process);
		this.thread.start();
	}

	/** When it was handed a record last, by {@link System#nanoTime()}. */
	long lastAcquired() {
		return this.lastAcquired;
	}

	/** How long it has a record, in milliseconds; 0 before its first one. */
	long lockMillis() {
		return this.lockMillis;
	}

	/** Begins to end: a member that is handling something ends when it is done. */
	void end() {
		this.closing = true;
		this.consumer.wakeup();
	}

	@Override
	public void close() {
		end();
		try {
			this.thread.join(CLOSING_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void read() {
		try (this.consumer) {
			long empty = System.nanoTime();
			while (!this.closing) {
				ConsumerRecords<String, String> records = this.consumer.poll(POLL);
				// One poll hands over a part of what the client has; only one without a
				// record shows that it had nothing.
				if (records.isEmpty()) {
					empty = System.nanoTime();
				}
				else {
					acquired(records, System.nanoTime() - empty);
					handle(records);
				}
			}
		}
		catch (WakeupException | InterruptException ex) {
			// The run is over.
		}
		catch (KafkaException | IllegalStateException ex) {
			this.recorder.note(this.process + " stopped with an error: " + ex);
		}
		finally {
			this.recorder.record((t) -> new Event.Leave(t, this.process));
		}
	}

	private void acquired(ConsumerRecords<String, String> records, long buffered) {
		this.lastAcquired = System.nanoTime();
		Optional<Integer> lock = this.consumer.acquisitionLockTimeoutMs();
		lock.ifPresent((millis) -> this.lockMillis = millis);
		List<Event.Acquired> acquired = StreamSupport.stream(records.spliterator(), false)
			.map(ShareMember::acquired)
			.toList();
		this.recorder.record((t) -> new Event.Acquire(t, this.process, acquired,
				lock.map(Integer::longValue).orElse(null), buffered / MILLISECOND));
	}

	private static Event.Acquired acquired(ConsumerRecord<String, String> message) {
		Event.Position position = EmailIds.position(message);
		return new Event.Acquired(position.partition(), position.offset(), position.id(), deliveries(message));
	}

	private static int deliveries(ConsumerRecord<?, ?> message) {
		return message.deliveryCount().map(Short::intValue).orElse(1);
	}

	private void handle(ConsumerRecords<String, String> records) {
		pause();
		Map<String, List<ConsumerRecord<String, String>>> answers = StreamSupport.stream(records.spliterator(), false)
			.collect(Collectors.groupingBy(ShareMember::answer));
		answers.forEach(this::answer);
		if (this.waits) {
			commit();
		}
	}

	private void pause() {
		try {
			Thread.sleep(this.handling.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String answer(ConsumerRecord<?, ?> message) {
		long number = message.offset() % ONE_IN;
		if (number == RELEASED && deliveries(message) == 1) {
			return Event.Acknowledge.RELEASE;
		}
		return (number == REJECTED) ? Event.Acknowledge.REJECT : Event.Acknowledge.ACCEPT;
	}

	private void answer(String how, List<ConsumerRecord<String, String>> messages) {
		List<Event.Position> positions = messages.stream().map(EmailIds::position).toList();
		this.recorder.record((t) -> new Event.Acknowledge(t, Event.Type.INVOKE, this.process, how, positions, null));
		for (ConsumerRecord<String, String> message : messages) {
			this.open.merge(new Place(message.partition(), message.offset()), 1, Integer::sum);
			this.consumer.acknowledge(message, AcknowledgeType.valueOf(how.toUpperCase(Locale.ROOT)));
		}
	}

	/**
	 * An answer that the result leaves out stays without an outcome: none can come later.
	 */
	private void commit() {
		try {
			this.consumer.commitSync(COMMIT)
				.forEach((partition, error) -> settled(openOf(partition), error.orElse(null)));
		}
		catch (WakeupException | InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			settled(List.copyOf(this.open.keySet()), ex);
		}
		this.open.clear();
	}

	private List<Place> openOf(TopicIdPartition partition) {
		return this.open.keySet().stream().filter((place) -> place.partition() == partition.partition()).toList();
	}

	private void settled(Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception error) {
		offsets.forEach((partition, of) -> settled(
				of.stream().sorted().map((offset) -> new Place(partition.partition(), offset)).toList(), error));
	}

	/**
	 * Clients also report offsets without a record; the member has not answered those.
	 */
	private void settled(Collection<Place> places, @Nullable Exception error) {
		List<Event.Position> positions = new ArrayList<>();
		for (Place place : places) {
			Integer answers = this.open.get(place);
			if (answers != null) {
				positions.add(new Event.Position(place.partition(), place.offset(), null));
				this.open.computeIfPresent(place, (same, count) -> (count > 1) ? count - 1 : null);
			}
		}
		if (!positions.isEmpty()) {
			this.recorder.record((t) -> new Event.Acknowledge(t, (error != null) ? Event.Type.INFO : Event.Type.OK,
					this.process, null, positions, (error != null) ? String.valueOf(error) : null));
		}
	}

	/** Where a record is. */
	private record Place(int partition, long offset) {
	}

}
