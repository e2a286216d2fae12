package dev.failoverlab.samples.orders;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.junit.KafkaFailover;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The leader dies, and soon afterwards the listener, in the middle of an order. */
@SpringBootTest
@Import({ Database.class, ListenerCrash.class })
@KafkaFailover(topics = "orders:1:3")
@Tag("nightly")
class ListenerDiesTests {

	@Nested
	@DirtiesContext
	@Import(CommitsFirst.class)
	@TestPropertySource(properties = "spring.kafka.listener.ack-mode=manual_immediate")
	class AndCommitsBeforeItHandles {

		@Test
		void anOrderIsNeverHandled(Failover failover, @Autowired OrderService orders, @Autowired ListenerCrash crash)
				throws Exception {
			Verdict verdict = leaderAndListenerDie(failover, orders, crash);
			assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
			assertThat(verdict).hasNoLostWrites();
			assertThat(verdict.deliveries().never()).isEqualTo(1);
		}

	}

	@Nested
	@DirtiesContext
	@TestPropertySource(properties = "spring.kafka.consumer.enable-auto-commit=true")
	class AndTheClientCommitsByItself {

		@Test
		void ordersAreNeverHandled(Failover failover, @Autowired OrderService orders, @Autowired ListenerCrash crash)
				throws Exception {
			Verdict verdict = leaderAndListenerDie(failover, orders, crash);
			assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
			assertThat(verdict).hasNoLostWrites();
			assertThat(verdict.deliveries().never()).isPositive();
		}

	}

	@Nested
	@DirtiesContext
	class AndItsContainerCommitsWhatIsHandled {

		@Test
		void everyOrderIsHandled(Failover failover, @Autowired OrderService orders, @Autowired ListenerCrash crash) {
			assertThat(leaderAndListenerDie(failover, orders, crash)).hasNoLostWrites().hasEverythingHandled();
		}

	}

	private static Verdict leaderAndListenerDie(Failover failover, OrderService orders, ListenerCrash crash) {
		return failover.kill(leaderOf("orders", 0)).whileRunning((n) -> {
			if (n == 200) {
				crash.inflict();
			}
			orders.place(new Order("order-" + n, "customer-" + n % 100, "book", 1));
		}).judge();
	}

}
