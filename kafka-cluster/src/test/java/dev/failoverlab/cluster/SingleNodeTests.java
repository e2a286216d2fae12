package dev.failoverlab.cluster;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class SingleNodeTests {

	@Test
	void aNodeThatIsDownOrNeverAnswersKnowsOfNoBroker() throws Exception {
		String address;
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			address = "127.0.0.1:" + silent.getLocalPort();
			assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> SingleNode.unfencedBrokers(address)))
				.isEmpty();
		}
		assertThat(SingleNode.unfencedBrokers(address)).isEmpty();
	}

}
