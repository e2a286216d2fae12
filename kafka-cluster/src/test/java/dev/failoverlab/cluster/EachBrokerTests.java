package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class EachBrokerTests {

	private static final DescribeClusterRequest.Builder QUESTION = new DescribeClusterRequest.Builder(
			new DescribeClusterRequestData());

	@Test
	void aBrokerThatNeverAnswersDoesNotDelayTheOthers() throws Exception {
		try (FakeBroker silent = FakeBroker.silent(); FakeBroker answering = new FakeBroker(2, 1, 7)) {
			List<Integer> said = assertTimeoutPreemptively(Duration.ofSeconds(30),
					() -> ask(Duration.ofMinutes(2), silent.address(), answering.address()));
			assertThat(said).containsExactly(7);
		}
	}

	@Test
	void aBrokerWithAnUnusableAnswerIsAskedAgain() throws Exception {
		try (FakeBroker answering = new FakeBroker(2, 1, -1, 7)) {
			assertThat(ask(Duration.ofMinutes(2), answering.address())).containsExactly(7);
		}
	}

	@Test
	void theResultIsEmptyWhenNoBrokerAnswersInTime() throws Exception {
		FakeBroker gone = FakeBroker.silent();
		gone.close();
		try (FakeBroker silent = FakeBroker.silent()) {
			assertThat(ask(Duration.ofMillis(200), silent.address(), gone.address())).isEmpty();
		}
	}

	private static List<Integer> ask(Duration atMost, String... addresses) {
		try (EachBroker each = new EachBroker(ClientSettings.of(String.join(",", addresses)))) {
			return each.ask(QUESTION, EachBrokerTests::controller, atMost);
		}
	}

	private static Optional<Integer> controller(AbstractResponse answer) {
		int id = ((DescribeClusterResponse) answer).data().controllerId();
		return (id >= 0) ? Optional.of(id) : Optional.empty();
	}

}
