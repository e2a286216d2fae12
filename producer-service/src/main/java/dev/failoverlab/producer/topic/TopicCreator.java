package dev.failoverlab.producer.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Sees to it that the topic exists: asks the cluster in the background, for as long as it
 * takes, and creates the topic as it is declared if it is not there. {@code KafkaAdmin}
 * tries only once, while the application starts. A topic that is there is left as it is.
 */
class TopicCreator implements EmailTopic, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TopicCreator.class);

	private final TopicSettings settings;

	private final Map<String, Object> adminSettings;

	private final CountDownLatch exists = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	private @Nullable String lastProblem;

	TopicCreator(TopicSettings settings, Map<String, Object> adminSettings) {
		this.settings = settings;
		this.adminSettings = adminSettings;
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public int partitions() {
		return this.settings.partitions();
	}

	@Override
	public boolean awaitExistence(Duration atMost) {
		try {
			return this.exists.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public synchronized void start() {
		Thread creator = new Thread(this::run, "topic-creator");
		creator.setDaemon(true);
		creator.start();
		this.thread = creator;
	}

	@Override
	public synchronized void stop() {
		Thread creator = this.thread;
		if (creator != null) {
			creator.interrupt();
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		try {
			while (!tryWithNewClient()) {
				pause();
			}
			this.exists.countDown();
		}
		catch (InterruptedException | InterruptException ex) {
			logger.debug("Stopped before the topic was known to exist");
		}
	}

	/**
	 * Fails when not even a client can be made, for example because no address resolves.
	 */
	private boolean tryWithNewClient() throws InterruptedException {
		try (Admin admin = Admin.create(this.adminSettings)) {
			while (!ensureExists(admin)) {
				pause();
			}
			return true;
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			report(String.valueOf((ex.getCause() != null) ? ex.getCause() : ex));
			return false;
		}
	}

	private void pause() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.settings.retryEvery().toNanos());
	}

	private boolean ensureExists(Admin admin) throws InterruptedException {
		try {
			TopicDescription found = describe(admin);
			if (found == null) {
				create(admin);
			}
			else {
				compare(found);
			}
			return true;
		}
		catch (ExecutionException ex) {
			report(String.valueOf(ex.getCause()));
			return false;
		}
	}

	private @Nullable TopicDescription describe(Admin admin) throws InterruptedException, ExecutionException {
		try {
			return admin.describeTopics(List.of(name())).allTopicNames().get().get(name());
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return null;
			}
			throw ex;
		}
	}

	private void create(Admin admin) throws InterruptedException, ExecutionException {
		try {
			admin.createTopics(List.of(this.settings.declared())).all().get();
			logger.info("Created the topic {}", this.settings.declared());
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
			logger.info("The topic {} was created by somebody else meanwhile", name());
		}
	}

	private void compare(TopicDescription found) {
		List<String> differences = TopicDifferences.between(this.settings, found);
		if (differences.isEmpty()) {
			logger.info("The topic {} exists as declared", name());
		}
		else {
			logger.warn("The topic {} exists and is left as it is, although it differs from its declaration: {}",
					name(), String.join("; ", differences));
		}
	}

	/** Tells of a problem once, not at every try. */
	private void report(String problem) {
		if (!problem.equals(this.lastProblem)) {
			logger.warn("The topic {} can't be looked up or created yet, trying on: {}", name(), problem);
			this.lastProblem = problem;
		}
	}

}
