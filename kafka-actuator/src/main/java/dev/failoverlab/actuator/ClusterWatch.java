package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Asks the cluster for the quorum and the application's topics again and again, on a
 * thread of its own. Only what was asked for while the cluster still answered can be
 * remembered when it does not; and the health indicator, which reads what is remembered,
 * then answers at once whatever is down.
 * <p>
 * The list of all topics, which can be long, is asked for until it is known, and then
 * only now and then; what is known of single topics completes it ({@link ClusterMemory}).
 */
class ClusterWatch implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ClusterWatch.class);

	private static final int ROUNDS_PER_LIST = 30;

	private final AdminConnection connection;

	private final ClusterClient client;

	private final ClusterMemory memory;

	private final Set<String> topics;

	private final InstantSource clock;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(ClusterWatch::thread);

	private final List<Consumer<ClusterClient>> more = new CopyOnWriteArrayList<>();

	private final CountDownLatch firstRound = new CountDownLatch(1);

	/** For the thread alone. */
	private long round;

	ClusterWatch(AdminConnection connection, ClusterClient client, ClusterMemory memory, Set<String> topics,
			InstantSource clock) {
		this.connection = connection;
		this.client = client;
		this.memory = memory;
		this.topics = topics;
		this.clock = clock;
	}

	void start(Duration interval) {
		var unused = this.thread.scheduleAtFixedRate(this::round, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Asks one question more in each round.
	 * @param question puts it; what it throws is passed over
	 */
	void also(Consumer<ClusterClient> question) {
		this.more.add(question);
	}

	/**
	 * Waits until the cluster has been asked once, whether it answered or not.
	 * @param atMost how long to wait
	 */
	void awaitFirstRound(Duration atMost) {
		try {
			if (!this.firstRound.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
				logger.debug("The cluster has not been asked yet");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private void round() {
		attempt(this.connection::open);
		attempt(this::askForQuorum);
		attempt(this::askForTopics);
		this.firstRound.countDown();
		this.more.forEach((question) -> attempt(() -> question.accept(this.client)));
		attempt(this::askForNames);
	}

	private void askForQuorum() {
		Instant asked = this.clock.instant();
		this.memory.keepQuorum(this.client.quorum(), asked);
	}

	private void askForTopics() {
		if (!this.topics.isEmpty()) {
			Instant asked = this.clock.instant();
			this.memory.keepTopics(this.topics, this.client.describe(this.topics), asked);
		}
	}

	private void askForNames() {
		if (this.memory.names() == null || this.round++ % ROUNDS_PER_LIST == 0) {
			Instant asked = this.clock.instant();
			this.memory.keepNames(this.client.topics(), asked);
		}
	}

	// Whatever goes wrong in one round, the next must come.
	private static void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			logger.debug("The cluster did not answer", ex);
		}
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "kafka-actuator");
		thread.setDaemon(true);
		return thread;
	}

}
