package dev.failoverlab.samples.recipes;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.DltHandler;
import org.springframework.kafka.annotation.EnableKafkaRetryTopic;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.annotation.DirtiesContext;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(
		properties = { "spring.kafka.consumer.group-id=shop", "spring.kafka.consumer.auto-offset-reset=earliest" })
@DirtiesContext
@ShopCluster
class ListenerRecipeTests {

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	@Test
	void everyOrderIsHandledOrADeadLetter(Failover failover, @Autowired KafkaTemplate<String, String> kafka,
			@Autowired Shop shop) {
		Verdict verdict = failover.kill(leaderOf("orders", 0)).whileRunning((n) -> place(n, kafka)).judge();
		assertThat(verdict).hasNoLostWrites().hasNoDuplicates().hasEverythingHandled();
		await().atMost(ofSeconds(30)).untilAsserted(() -> assertThat(shop.deadLetters).containsAll(this.refused));
		assertThat(this.refused).isNotEmpty();
	}

	private void place(long n, KafkaTemplate<String, String> kafka) throws Exception {
		String order = ((n % 100 == 0) ? "refused-" : "order-") + n;
		kafka.send("orders", "user-" + n, order).get();
		if (order.startsWith("refused")) {
			this.refused.add(order);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableKafkaRetryTopic
	static class Shop {

		private final Set<String> deadLetters = ConcurrentHashMap.newKeySet();

		@RetryableTopic(attempts = "3", backOff = @BackOff(delay = 200))
		@KafkaListener(topics = "orders")
		void take(String order) {
			if (order.startsWith("refused")) {
				throw new IllegalArgumentException(order);
			}
		}

		@DltHandler
		void reject(String order) {
			this.deadLetters.add(order);
		}

		@Bean
		static ThreadPoolTaskScheduler retries() {
			return new ThreadPoolTaskScheduler();
		}

	}

}
