package dev.failoverlab.samples.orders;

import java.util.List;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.junit.KafkaFailover;
import dev.failoverlab.verdict.Verdict;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;

@SpringBootTest
@Import(Database.class)
@KafkaFailover(nodes = 3, topics = "orders:3:3")
class OrdersSurviveABrokerDeathTests {

	@Test
	void nothingIsLostWhenTheLeaderDies(Failover failover, @Autowired OrderService orders) {
		Verdict verdict = failover.kill(leaderOf("orders", 0))
			.whileRunning((n) -> orders.place(new Order("order-" + n, "customer-" + n % 100, "book", 1)))
			.judge();
		// With Kafka's defaults it is 9 s, or 12 s when the leader is the active
		// controller;
		// on a busy machine it takes longer.
		assertThat(verdict).hasNoLostWrites().hasNoDuplicates().hasEverythingHandled().hasOutageBelow(ofSeconds(30));
	}

	@Test
	void anOrderThatTheTableRefusesIsRejected(@Autowired OrderService orders, @Autowired JdbcClient database) {
		orders.place(new Order("nothing", "customer-1", "book", 0));
		Awaitility.await().atMost(ofSeconds(30)).until(() -> rejected(database), List.of("nothing")::equals);
	}

	private static List<String> rejected(JdbcClient database) {
		return database.sql("select id from rejected_orders").query(String.class).list();
	}

}
