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
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

	private final ClusterClient client;

	private final ClusterMemory memory;

	private final Set<String> topics;

	private final InstantSource clock;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(ClusterWatch::thread);

	private final List<Consumer<ClusterClient>> more = new CopyOnWriteArrayList<>();

	private final CountDownLatch firstRound = new CountDownLatch(1);

	/** For the thread alone. */
	private long round;

	ClusterWatch(ClusterClient client, ClusterMemory memory, Set<String> topics, InstantSource clock) {
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
		attempt(this.client::open);
		attempt(() -> ask(this.client::quorum, this.memory::keepQuorum));
		attempt(this::askForTopics);
		this.firstRound.countDown();
		this.more.forEach((question) -> attempt(() -> question.accept(this.client)));
		attempt(this::askForNames);
	}

	private void askForTopics() {
		if (!this.topics.isEmpty()) {
			ask(() -> this.client.describe(this.topics), (found, at) -> this.memory.keepTopics(this.topics, found, at));
		}
	}

	private void askForNames() {
		if (this.memory.names() == null || this.round++ % ROUNDS_PER_LIST == 0) {
			ask(this.client::topics, this.memory::keepNames);
		}
	}

	private <T> void ask(Supplier<T> question, BiConsumer<T, Instant> memory) {
		Instant asked = this.clock.instant();
		memory.accept(question.get(), asked);
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
