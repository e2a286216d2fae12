package dev.failoverlab.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeClusterResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * One broker, asked itself. An admin client asks whichever it likes, and for seconds
 * after a broker's death the others go on calling it alive; a broker that answers for
 * itself has started, and one that calls itself unfenced has caught up with its own
 * registration.
 */
final class SingleNode {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private SingleNode() {
	}

	/**
	 * The brokers that are unfenced as one of them sees it.
	 * @param address where that one listens, {@code host:port}
	 * @return node ids, sorted; none when it does not answer within a second
	 */
	static Set<Integer> unfencedBrokers(String address) {
		try {
			DescribeClusterResponse answer = (DescribeClusterResponse) ask(address,
					new DescribeClusterRequest.Builder(new DescribeClusterRequestData()), TIMEOUT);
			return new TreeSet<>(answer.nodes().keySet());
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

	/**
	 * Asks a broker of the client library's own version one question, over a connection
	 * of its own. An interrupt ends the wait.
	 * @param address where it listens, {@code host:port}
	 * @param question the question
	 * @param patience how long to wait for the connection, and for each part of the
	 * answer
	 * @return the answer, which may be an error of Kafka's
	 * @throws IOException when there is none
	 */
	static AbstractResponse ask(String address, AbstractRequest.Builder<?> question, Duration patience)
			throws IOException {
		int colon = address.lastIndexOf(':');
		int millis = (int) patience.toMillis();
		try (SocketChannel channel = SocketChannel.open(); Socket socket = channel.socket()) {
			socket.setSoTimeout(millis);
			socket.connect(
					new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
					millis);
			return ask(socket, question);
		}
	}

	private static AbstractResponse ask(Socket socket, AbstractRequest.Builder<?> question) throws IOException {
		short version = question.latestAllowedVersion();
		RequestHeader header = new RequestHeader(question.apiKey(), version, "failover-lab-cluster", 0);
		ByteBuffer request = question.build(version).serializeWithHeader(header);
		DataOutputStream output = new DataOutputStream(socket.getOutputStream());
		output.writeInt(request.remaining());
		output.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
		DataInputStream input = new DataInputStream(socket.getInputStream());
		byte[] response = new byte[input.readInt()];
		input.readFully(response);
		return AbstractResponse.parseResponse(ByteBuffer.wrap(response), header);
	}

}
