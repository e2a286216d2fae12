package dev.failoverlab.samples.orders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.DltHandler;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

/**
 * Writes each order into the table. An order that comes again is there already; one that
 * the table refuses is tried again from the retry topic, and then rejected.
 */
@Component
final class OrderListener {

	private final JdbcClient database;

	OrderListener(JdbcClient database) {
		this.database = database;
	}

	@RetryableTopic(attempts = "3", backOff = @BackOff(delay = 500))
	@KafkaListener(topics = OrderService.TOPIC)
	void take(Order order) {
		this.database.sql("insert into orders values (:id, :customer, :article, :quantity) on conflict do nothing")
			.paramSource(order)
			.update();
	}

	@DltHandler
	void reject(Order order, @Header(KafkaHeaders.EXCEPTION_MESSAGE) String reason) {
		this.database.sql("insert into rejected_orders values (:id, :reason) on conflict do nothing")
			.param("id", order.id())
			.param("reason", reason)
			.update();
	}

}
