package dev.failoverlab.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import org.apache.kafka.common.utils.ThreadUtils;
import org.jspecify.annotations.Nullable;

/** What clients do, as they write it down while they do it. */
public final class Clients implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private static final Duration HANDLING = Duration.ofSeconds(30);

	private static final int ROUNDS = 5;

	private final List<ClientLog> logs;

	private final Progress progress;

	private final List<Event> events = new ArrayList<>();

	private final Map<String, Integer> partitions = new HashMap<>();

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(ThreadUtils.createThreadFactory("failover-clients", true));

	private @Nullable RuntimeException failure;

	private int polls;

	private boolean consume;

	/**
	 * Starts to read what they write.
	 * @param progress is told of it
	 */
	public Clients(List<ClientLog> logs, Progress progress) {
		this.logs = List.copyOf(logs);
		this.progress = progress;
		var unused = this.thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	private synchronized void look() {
		if (this.failure != null) {
			return;
		}
		try {
			this.logs.forEach((log) -> log.next().forEach(this::take));
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	private void take(Event event) {
		this.events.add(event);
		this.progress.accept(event);
		this.polls += (event instanceof Event.Poll) ? 1 : 0;
		this.consume |= event instanceof Event.Poll || event instanceof Event.Assign;
		if (event instanceof Event.Send send && send.partition() != null && send.partition() != WitnessLog.UNKNOWN) {
			this.partitions.put(send.id(), send.partition());
		}
	}

	/**
	 * From now on, new sends are left out.
	 * @throws RunException when what the clients write cannot be read
	 */
	public synchronized void end() {
		lookOrFail();
		this.logs.forEach(ClientLog::end);
	}

	/**
	 * Waits until the consumers among them, if there are any, have handled all up to an
	 * offset. Those that are slow get more time, as long as they handle something; that
	 * it was not enough is noted.
	 * @param last the offset for each partition
	 */
	public void awaitHandled(Map<Integer, Long> last, Recorder recorder) {
		if (!consume()) {
			return;
		}
		for (int round = 1;; round++) {
			int before = polls();
			try {
				this.progress.awaitHandled(last, HANDLING);
				return;
			}
			catch (RunException ex) {
				if (round == ROUNDS || polls() == before) {
					recorder.note(String.valueOf(ex.getMessage()));
					return;
				}
			}
		}
	}

	private synchronized boolean consume() {
		return this.consume;
	}

	private synchronized int polls() {
		return this.polls;
	}

	/**
	 * All that they did, once they have written it.
	 * @param inLog where the log has a send, by its id
	 * @throws RunException when what the clients write cannot be read
	 */
	public synchronized Told all(Map<String, Integer> inLog) {
		lookOrFail();
		inLog.forEach(this.partitions::putIfAbsent);
		return new Told(PlacedSends.of(this.events, this.partitions), this.consume,
				this.logs.stream().allMatch(ClientLog::hasTimes));
	}

	private void lookOrFail() {
		look();
		if (this.failure != null) {
			throw new RunException("What the clients did cannot be read: " + this.failure.getMessage(), this.failure);
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
