package dev.failoverlab.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class EachBrokerTests {

	private static final DescribeClusterRequest.Builder QUESTION = new DescribeClusterRequest.Builder(
			new DescribeClusterRequestData());

	@Test
	void oneThatTakesAConnectionAndNeverAnswersHoldsUpNobody() throws Exception {
		try (ServerSocket silent = listen(); ServerSocket answering = listen()) {
			answer(answering, 7);
			List<Integer> said = assertTimeoutPreemptively(Duration.ofSeconds(30),
					() -> ask(Duration.ofMinutes(2), silent, answering));
			assertThat(said).containsExactly(7);
		}
	}

	@Test
	void anAnswerThatIsOfNoUseIsWaitedOutAndTheBrokerAskedAgain() throws Exception {
		try (ServerSocket answering = listen()) {
			answer(answering, -1, 7);
			assertThat(ask(Duration.ofMinutes(2), answering)).containsExactly(7);
		}
	}

	@Test
	void nobodySaysAnythingWhenNobodyAnswersInTime() throws Exception {
		ServerSocket gone = listen();
		gone.close();
		try (ServerSocket silent = listen()) {
			assertThat(ask(Duration.ofMillis(200), silent, gone)).isEmpty();
		}
	}

	private static List<Integer> ask(Duration atMost, ServerSocket... brokers) {
		List<String> addresses = java.util.Arrays.stream(brokers)
			.map((broker) -> "127.0.0.1:" + broker.getLocalPort())
			.toList();
		try (EachBroker each = new EachBroker(String.join(",", addresses))) {
			return each.ask(QUESTION, EachBrokerTests::controller, atMost);
		}
	}

	private static Optional<Integer> controller(AbstractResponse answer) {
		int id = ((DescribeClusterResponse) answer).data().controllerId();
		return (id >= 0) ? Optional.of(id) : Optional.empty();
	}

	private static ServerSocket listen() throws IOException {
		return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
	}

	/** Answers with one after the other; ends with the socket, if nobody connects. */
	private static void answer(ServerSocket broker, int... controllers) {
		Thread thread = new Thread(() -> {
			try {
				for (int controller : controllers) {
					answerOnce(broker, controller);
				}
			}
			catch (IOException ex) {
				// The test is over.
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static void answerOnce(ServerSocket broker, int controller) throws IOException {
		try (Socket socket = broker.accept()) {
			DataInputStream input = new DataInputStream(socket.getInputStream());
			byte[] request = new byte[input.readInt()];
			input.readFully(request);
			RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(request));
			byte[] answer = answer(header, new DescribeClusterResponseData().setControllerId(controller));
			DataOutputStream output = new DataOutputStream(socket.getOutputStream());
			output.writeInt(answer.length);
			output.write(answer);
		}
	}

	private static byte[] answer(RequestHeader header, DescribeClusterResponseData data) {
		ResponseHeader head = header.toResponseHeader();
		return RequestUtils.serialize(head.data(), head.headerVersion(), data, header.apiVersion()).array();
	}

}
