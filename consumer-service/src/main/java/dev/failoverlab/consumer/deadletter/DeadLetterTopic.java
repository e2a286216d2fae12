package dev.failoverlab.consumer.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the dead-letter topic as declared, as soon as the cluster answers. Spring's
 * {@link KafkaAdmin} would hold the start up, try once, and leave it at that.
 */
@Component
class DeadLetterTopic implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterTopic.class);

	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

	private final KafkaAdmin admin;

	private final NewTopic topic;

	private final CountDownLatch there = new CountDownLatch(1);

	private @Nullable Thread creator;

	DeadLetterTopic(KafkaAdmin admin, DeadLetterProperties properties) {
		this.admin = admin;
		this.topic = new NewTopic(properties.topic(), properties.partitions(), properties.replicationFactor())
			.configs(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(properties.minInSyncReplicas()),
					TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(properties.maxMessageSize().toBytes())));
	}

	String name() {
		return this.topic.name();
	}

	/**
	 * Waits until the topic is there.
	 * @param atMost how long to wait
	 * @return whether it is
	 * @throws InterruptedException when the thread is interrupted meanwhile
	 */
	boolean await(Duration atMost) throws InterruptedException {
		return this.there.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public synchronized void start() {
		Thread thread = new Thread(this::create, "dead-letter-topic");
		thread.setDaemon(true);
		thread.start();
		this.creator = thread;
	}

	@Override
	public synchronized void stop() {
		if (this.creator != null) {
			this.creator.interrupt();
			this.creator = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.creator != null;
	}

	private void create() {
		try (Admin client = Admin.create(this.admin.getConfigurationProperties())) {
			while (!created(client)) {
				TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
			}
			this.there.countDown();
		}
		catch (InterruptedException ex) {
			logger.debug("Stopped before the topic {} could be created", name());
		}
	}

	private boolean created(Admin client) throws InterruptedException {
		try {
			client.createTopics(List.of(this.topic)).all().get();
			logger.info("Created the topic {}", this.topic);
			return true;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof TopicExistsException) {
				return true;
			}
			logger.warn("The topic {} cannot be created as yet: {}", name(), String.valueOf(ex.getCause()));
			return false;
		}
	}

}
