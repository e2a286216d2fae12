package example;

import dev.failoverlab.junit.Failover;
import dev.failoverlab.junit.KafkaFailover;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;

@SpringBootTest
@KafkaFailover(nodes = 3, topics = "orders:3:3")
class OrdersSurviveABrokerDeathTests {

	@Test
	void nothingIsLostWhenTheLeaderDies(Failover failover, @Autowired OrderService orders) {
		Verdict verdict = failover.kill(leaderOf("orders", 0)).whileRunning((n) -> orders.place("order-" + n)).judge();
		assertThat(verdict).hasNoLostWrites().hasNoDuplicates().hasEverythingHandled().hasOutageBelow(ofSeconds(30));
	}

}
