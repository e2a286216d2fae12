package dev.failoverlab.samples.orders;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Service;

@Service
final class OrderService {

	static final String TOPIC = "orders";

	private final KafkaTemplate<String, Order> kafka;

	OrderService(KafkaTemplate<String, Order> kafka) {
		this.kafka = kafka;
	}

	/** Returns once Kafka has acknowledged the order. */
	void place(Order order) {
		this.kafka.send(TOPIC, order.customer(), order).join();
	}

}
