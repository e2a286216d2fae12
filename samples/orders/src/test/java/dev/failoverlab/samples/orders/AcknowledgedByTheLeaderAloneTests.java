package dev.failoverlab.samples.orders;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.junit.KafkaFailover;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static dev.failoverlab.junit.Targets.followerOf;
import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;

/** The followers lag behind while the leader acknowledges, and then it dies. */
@SpringBootTest
@Import(Database.class)
@KafkaFailover(topics = "orders:1:3")
@Tag("nightly")
class AcknowledgedByTheLeaderAloneTests {

	@Nested
	@TestPropertySource(properties = "spring.kafka.producer.acks=1")
	class ByTheLeaderAlone {

		@Test
		void ordersAreLost(Failover failover, @Autowired OrderService orders) {
			assertThat(leaderDiesAheadOfItsFollowers(failover, orders)).hasLostWrites();
		}

	}

	@Nested
	class ByAllInSyncReplicas {

		@Test
		void noOrderIsLost(Failover failover, @Autowired OrderService orders) {
			assertThat(leaderDiesAheadOfItsFollowers(failover, orders)).hasNoLostWrites().hasEverythingHandled();
		}

	}

	private static Verdict leaderDiesAheadOfItsFollowers(Failover failover, OrderService orders) {
		return failover.pause(followerOf("orders", 0))
			.pause(followerOf("orders", 0))
			.after(ofSeconds(2))
			.kill(leaderOf("orders", 0))
			.whileRunning((n) -> orders.place(new Order("order-" + n, "customer-" + n % 100, "book", 1)))
			.judge();
	}

}
