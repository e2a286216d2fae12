package dev.failoverlab.samples.recipes;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.annotation.DirtiesContext;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;

@SpringBootTest
@Tag("nightly")
@DirtiesContext
@ShopCluster
class ProducerRecipeTests {

	@Test
	void noEmailIsLostWhenTheLeaderDies(Failover failover, @Autowired KafkaTemplate<String, String> kafka) {
		Verdict verdict = failover.kill(leaderOf("emails", 0))
			.whileRunning((n) -> kafka.send("emails", "user-" + n, "email " + n).get())
			.judge();
		assertThat(verdict).hasNoLostWrites().hasNoDuplicates().hasOutageBelow(ofSeconds(15));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

	}

}
