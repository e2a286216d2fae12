package dev.failoverlab.cluster;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(60)
class NodeConnectionTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	@Test
	void oneConnectionTakesSeveralQuestions() throws Exception {
		try (FakeBroker broker = new FakeBroker(2, 2, 7, 8);
				NodeConnection connection = new NodeConnection(broker.address(), LONG)) {
			assertThat(controller(connection)).isEqualTo(7);
			assertThat(controller(connection)).isEqualTo(8);
		}
	}

	@Test
	void anOlderNodeIsAskedInTheNewestVersionThatItKnows() throws Exception {
		try (FakeBroker broker = new FakeBroker(1, 1, 7);
				NodeConnection connection = new NodeConnection(broker.address(), LONG)) {
			assertThat(controller(connection)).isEqualTo(7);
			assertThat(broker.asked()).extracting(RequestHeader::apiVersion).containsExactly((short) 1);
		}
	}

	@Test
	void aBrokenConnectionIsOpenedAgainByTheNextQuestion() throws Exception {
		try (FakeBroker broker = new FakeBroker(2, 1, 7, 8);
				NodeConnection connection = new NodeConnection(broker.address(), LONG)) {
			assertThat(controller(connection)).isEqualTo(7);
			assertThatIOException().isThrownBy(() -> controller(connection));
			assertThat(controller(connection)).isEqualTo(8);
		}
	}

	@Test
	void aNodeThatIsDownOrFrozenTimesOut() throws Exception {
		String address;
		try (FakeBroker silent = FakeBroker.silent()) {
			address = silent.address();
			assertNoAnswer(address);
		}
		assertNoAnswer(address);
	}

	@Test
	void aPeerThatIsNotKafkaGivesNoAnswer() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerHttp(server));
			try (NodeConnection connection = new NodeConnection("127.0.0.1:" + server.getLocalPort(), LONG)) {
				assertThatIOException().isThrownBy(() -> controller(connection)).withMessageContaining("bytes");
			}
			served.get(20, TimeUnit.SECONDS);
		}
	}

	@Test
	void closeEndsAWait() throws Exception {
		try (FakeBroker silent = FakeBroker.silent()) {
			NodeConnection connection = new NodeConnection(silent.address(), LONG);
			CompletableFuture<Integer> waiting = new CompletableFuture<>();
			Thread asking = new Thread(() -> complete(waiting, connection));
			asking.start();
			while (!waiting.isDone()) {
				connection.close();
				asking.join(1);
			}
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
				.withCauseInstanceOf(IOException.class);
		}
	}

	private static void complete(CompletableFuture<Integer> waiting, NodeConnection connection) {
		try {
			waiting.complete(controller(connection));
		}
		catch (IOException ex) {
			waiting.completeExceptionally(ex);
		}
	}

	private static void assertNoAnswer(String address) {
		try (NodeConnection connection = new NodeConnection(address, Duration.ofMillis(100))) {
			assertThatIOException().isThrownBy(() -> controller(connection));
		}
	}

	private static int controller(NodeConnection connection) throws IOException {
		return ((DescribeClusterResponse) connection
			.ask(new DescribeClusterRequest.Builder(new DescribeClusterRequestData()))).data().controllerId();
	}

	private static void answerHttp(ServerSocket server) {
		try (Socket socket = server.accept()) {
			new DataOutputStream(socket.getOutputStream()).writeBytes("HTTP"); // 1,213,486,160
																				// as a
																				// length.
			socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
