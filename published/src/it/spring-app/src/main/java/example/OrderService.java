package example;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Service;

@Service
class OrderService {

	private final KafkaTemplate<String, String> kafka;

	private final Set<String> orders = ConcurrentHashMap.newKeySet();

	OrderService(KafkaTemplate<String, String> kafka) {
		this.kafka = kafka;
	}

	void place(String order) {
		this.kafka.send("orders", order, order).join();
	}

	@KafkaListener(topics = "orders")
	void take(String order) {
		this.orders.add(order);
	}

}
