package dev.failoverlab.samples.orders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Writes each order into the table. An order that comes again is there already. */
@Component
final class OrderListener {

	private final JdbcClient database;

	OrderListener(JdbcClient database) {
		this.database = database;
	}

	@KafkaListener(topics = OrderService.TOPIC)
	void take(Order order) {
		this.database.sql("insert into orders values (:id, :customer, :article, :quantity) on conflict do nothing")
			.paramSource(order)
			.update();
	}

}
