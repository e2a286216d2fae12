package dev.failoverlab.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Event;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.RunException;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.common.utils.ThreadUtils;
import org.jspecify.annotations.Nullable;

/** What the clients under test do, while they do it. */
final class Clients implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private final TestCluster cluster;

	private final WitnessLog log;

	private final Progress progress;

	private final List<Event> events = new ArrayList<>();

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(ThreadUtils.createThreadFactory("failover-clients", true));

	private @Nullable RuntimeException failure;

	private int polls;

	private boolean consumes;

	Clients(TestCluster cluster, String topic, long start, Progress progress) {
		this.cluster = cluster;
		this.log = new WitnessLog(cluster.witnessFile(), topic, start);
		this.progress = progress;
		var unused = this.thread.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	private synchronized void look() {
		if (this.failure != null) {
			return;
		}
		try {
			for (Event event : this.log.next()) {
				this.events.add(event);
				this.progress.accept(event);
				this.polls += (event instanceof Event.Poll) ? 1 : 0;
				this.consumes |= event instanceof Event.Poll || event instanceof Event.Assign;
			}
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	/** Whether a consumer of the topic is among them. */
	synchronized boolean consume() {
		return this.consumes;
	}

	/** How often they have told that they handled something. */
	synchronized int polls() {
		return this.polls;
	}

	/**
	 * All that they did, once they do no more.
	 * @param inLog where the log has a send, by its id
	 */
	synchronized List<Event> all(Map<String, Integer> inLog) {
		boolean whole = Witness.flush(this.cluster.witnessFile());
		look();
		if (!whole || this.failure != null) {
			throw new RunException("What the clients did cannot be read from " + this.cluster.witnessFile() + ".",
					this.failure);
		}
		Map<String, Integer> known = this.log.partitions();
		inLog.forEach(known::putIfAbsent);
		return PlacedSends.of(this.events, known);
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
