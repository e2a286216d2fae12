package dev.failoverlab.consumer.email;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Starts the listener when the cluster first answers. A consumer of the new group
 * protocol that has not reached its coordinator yet never rests: with every broker down
 * it would take most of a core (the heartbeat interval it waits for is 0 until the
 * coordinator says otherwise; KAFKA-20426 is the same for another state).
 */
@Component
@ConditionalOnBooleanProperty(name = "spring.kafka.listener.auto-startup", matchIfMissing = true)
class ListenerStart implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ListenerStart.class);

	private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

	private final KafkaAdmin admin;

	private final KafkaListenerEndpointRegistry listeners;

	private @Nullable Thread waiting;

	ListenerStart(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners) {
		this.admin = admin;
		this.listeners = listeners;
	}

	@Override
	public synchronized void start() {
		Thread thread = new Thread(this::startOnceTheClusterAnswers, "listener-start");
		thread.setDaemon(true);
		thread.start();
		this.waiting = thread;
	}

	@Override
	public synchronized void stop() {
		if (this.waiting != null) {
			this.waiting.interrupt();
			this.waiting = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.waiting != null;
	}

	/** Stops before the listeners do. */
	@Override
	public int getPhase() {
		return AbstractMessageListenerContainer.DEFAULT_PHASE + 1;
	}

	private void startOnceTheClusterAnswers() {
		try (Admin client = Admin.create(this.admin.getConfigurationProperties())) {
			while (!answers(client)) {
				TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
			}
			startListener();
		}
		catch (InterruptedException ex) {
			logger.debug("Stopped before the cluster answered");
		}
	}

	/** Under the same lock as {@link #stop()}, so that nothing starts once all stops. */
	private synchronized void startListener() {
		if (this.waiting != null) {
			Objects.requireNonNull(this.listeners.getListenerContainer(EmailListener.ID)).start();
		}
	}

	private static boolean answers(Admin client) throws InterruptedException {
		try {
			return !client.describeCluster().nodes().get().isEmpty();
		}
		catch (ExecutionException ex) {
			logger.info("The cluster does not answer yet: {}", String.valueOf(ex.getCause()));
			return false;
		}
	}

}
