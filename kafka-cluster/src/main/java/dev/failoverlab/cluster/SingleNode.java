package dev.failoverlab.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
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

	private static final short VERSION = ApiKeys.DESCRIBE_CLUSTER.latestVersion();

	private static final int PATIENCE_MILLIS = 1000;

	private SingleNode() {
	}

	/**
	 * The brokers that are unfenced as one of them sees it.
	 * @param address where that one listens, {@code host:port}
	 * @return node ids, sorted; none when it does not answer within a second
	 */
	static Set<Integer> unfencedBrokers(String address) {
		int colon = address.lastIndexOf(':');
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.connect(
					new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
					PATIENCE_MILLIS);
			return new TreeSet<>(describeCluster(socket).nodes().keySet());
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

	private static DescribeClusterResponse describeCluster(Socket socket) throws IOException {
		RequestHeader header = new RequestHeader(ApiKeys.DESCRIBE_CLUSTER, VERSION, "failover-lab-readiness", 0);
		ByteBuffer request = new DescribeClusterRequest.Builder(new DescribeClusterRequestData()).build(VERSION)
			.serializeWithHeader(header);
		DataOutputStream output = new DataOutputStream(socket.getOutputStream());
		output.writeInt(request.remaining());
		output.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
		DataInputStream input = new DataInputStream(socket.getInputStream());
		byte[] response = new byte[input.readInt()];
		input.readFully(response);
		return (DescribeClusterResponse) AbstractResponse.parseResponse(ByteBuffer.wrap(response), header);
	}

}
