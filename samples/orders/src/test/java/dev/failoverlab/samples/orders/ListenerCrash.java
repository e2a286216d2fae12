package dev.failoverlab.samples.orders;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/**
 * Ends the listener of orders by an error in the middle of an order, and starts it again.
 */
class ListenerCrash {

	private final FailingDataSource database;

	private final KafkaListenerEndpointRegistry listeners;

	private final CountDownLatch ended = new CountDownLatch(1);

	ListenerCrash(FailingDataSource database, KafkaListenerEndpointRegistry listeners) {
		this.database = database;
		this.listeners = listeners;
	}

	void inflict() throws InterruptedException {
		this.database.failOnce();
		if (!this.ended.await(60, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The listener did not end within 60 s.");
		}
		this.listeners.start();
	}

	@EventListener
	void ended(ConsumerStoppedEvent event) {
		if (event.getReason() == ConsumerStoppedEvent.Reason.ERROR) {
			this.ended.countDown();
		}
	}

}
