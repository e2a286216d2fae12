package dev.failoverlab.consumer.email;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Creates the declared topics and starts the listener when the cluster first answers.
 * {@link KafkaAdmin} by itself would hold the start up, try once, and leave it at that;
 * and a consumer of the new group protocol that has not reached its coordinator yet never
 * rests: with every broker down it would take most of a core (the heartbeat interval it
 * waits for is 0 until the coordinator says otherwise; KAFKA-20426 is the same for
 * another state).
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
		try {
			while (!clusterAnswers()) {
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

	/** A cluster that refuses to create a topic has answered, too. */
	private boolean clusterAnswers() {
		try {
			this.admin.initialize();
		}
		catch (IllegalStateException ex) {
			logger.warn("The declared topics cannot be created yet: {}",
					String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex)));
		}
		return this.admin.getClusterId() != null;
	}

}
