package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.clients.ClientLines;
import dev.failoverlab.clients.ClientLog;
import dev.failoverlab.clients.Clients;
import dev.failoverlab.clients.Told;
import dev.failoverlab.clients.WitnessLog;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.scenario.AppFiles;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.RecordId;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import dev.failoverlab.run.UnmetConditionException;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a user's app sends and receives, as it writes it down itself. */
final class AppTraffic implements Traffic {

	private static final Duration ACKNOWLEDGING = Duration.ofSeconds(60);

	/** So many acknowledgements show that the app works. */
	private static final int FIRST = 10;

	private final AppFiles files;

	private final RecordId ids;

	private final String topic;

	private final Map<TopicPartition, Long> from;

	private final Recorder recorder;

	private final Clients clients;

	private final Map<String, Integer> inLog = new HashMap<>();

	/**
	 * Begins to read what the app writes from now on.
	 * @param file says where, and where a record has its id, unless a witness gives it
	 * one
	 * @param from where the run begins in each partition
	 */
	AppTraffic(ClusterFile file, String topic, Map<TopicPartition, Long> from, Recorder recorder, Progress progress,
			CloseStack closing) {
		this.files = Objects.requireNonNull(file.app());
		this.ids = this.files.witness().isEmpty() ? file.id() : RecordId.parse("header " + Witness.HEADER);
		this.topic = topic;
		this.from = from;
		this.recorder = recorder;
		AtomicLong now = new AtomicLong();
		recorder.record((t) -> {
			now.set(t);
			return new Event.Note(t, "The load is your app: what it sends to " + topic + " from now on counts.");
		});
		this.clients = closing.add(new Clients(logs(System.nanoTime() - now.get(), now.get()), progress));
	}

	private List<ClientLog> logs(long start, long since) {
		return Stream
			.of(this.files.witness().stream().map((file) -> new WitnessLog(file, this.topic, start, since)),
					this.files.sends().stream().map((file) -> ClientLines.sends(file, start)),
					this.files.deliveries().stream().map((file) -> ClientLines.deliveries(file, start)))
			.<ClientLog>flatMap((logs) -> logs)
			.toList();
	}

	/** It runs already. */
	@Override
	public void start() {
		// Others do.
	}

	@Override
	public void awaitReaders(Scenario scenario, Progress progress, Duration atMost) {
		// It need not have a consumer.
	}

	@Override
	public String warmUp(Scenario scenario, String ids, Progress progress) {
		try {
			progress.await("the first " + FIRST + " records of your app are acknowledged",
					(state) -> state.acknowledged() >= FIRST, ACKNOWLEDGING);
		}
		catch (UnmetConditionException ex) {
			this.clients.end(); // A file that cannot be read is the better reason.
			throw new RunException("No fault was inflicted, because in " + ACKNOWLEDGING.toSeconds() + " s only "
					+ progress.acknowledged() + " records of " + this.topic + " were acknowledged to your app, as "
					+ this.files.description()
					+ " says. A witness in a client before kafka-clients 4.1 tells no outcomes.", ex);
		}
		return "The first " + FIRST + " records of your app are acknowledged.";
	}

	@Override
	public Runnable load(Scenario scenario, String ids, Recorder recorder, CloseStack closing) {
		return this.clients::end;
	}

	/** A process of the app may have ended before: then the outcomes are unknown. */
	@Override
	public void awaitCompletions(Progress progress, Duration atMost) {
		try {
			progress.awaitCompletions(atMost);
		}
		catch (RunException ex) {
			this.recorder.note(ex.getMessage() + " Their outcomes count as unknown.");
		}
	}

	@Override
	public Event.Position position(ConsumerRecord<String, String> message) {
		String id = this.ids.of(message);
		if (id != null) {
			this.inLog.putIfAbsent(id, message.partition());
		}
		return new Event.Position(message.partition(), message.offset(), id);
	}

	@Override
	public void awaitHandled(Map<Integer, Long> last, Progress progress, Duration atMost) {
		this.clients.awaitHandled(last, this.recorder);
	}

	@Override
	public void restart(String service, String with, Runnable down) {
		throw new IllegalStateException("An app of others is not restarted: no scenario has this.");
	}

	/** What was acknowledged below the run's beginning was sent before it. */
	@Override
	public Optional<Told> told() {
		Told told = this.clients.all(this.inLog);
		Set<String> before = told.events()
			.stream()
			.filter((event) -> event instanceof Event.Send send && isBefore(send))
			.map((event) -> ((Event.Send) event).id())
			.collect(Collectors.toCollection(HashSet::new));
		List<Event> events = told.events()
			.stream()
			.filter((event) -> !(event instanceof Event.Send send && before.contains(send.id())))
			.toList();
		return Optional.of(new Told(events, told.consume(), told.times()));
	}

	private boolean isBefore(Event.Send send) {
		return send.partition() != null && send.offset() != null
				&& send.offset() < this.from.getOrDefault(new TopicPartition(this.topic, send.partition()), 0L);
	}

}
