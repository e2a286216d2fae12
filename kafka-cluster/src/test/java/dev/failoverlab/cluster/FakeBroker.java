package dev.failoverlab.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * Answers DescribeCluster with the controller ids that a test wants, one after the other,
 * once on each connection.
 */
final class FakeBroker implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

	private final short newestVersion;

	private final int perConnection;

	/** The headers of all questions but those for versions. */
	private final List<RequestHeader> asked = new CopyOnWriteArrayList<>();

	FakeBroker(int newestVersion, int perConnection, int... controllers) throws IOException {
		this.newestVersion = (short) newestVersion;
		this.perConnection = perConnection;
		Thread thread = new Thread(() -> answer(controllers));
		thread.setDaemon(true);
		thread.start();
	}

	/** Takes connections and never answers. */
	static FakeBroker silent() throws IOException {
		return new FakeBroker(0, 1);
	}

	String address() {
		return "127.0.0.1:" + this.server.getLocalPort();
	}

	List<RequestHeader> asked() {
		return this.asked;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	private void answer(int... controllers) {
		try {
			for (int next = 0; next < controllers.length;) {
				try (Socket socket = this.server.accept()) {
					answer(socket, new DescribeClusterResponseData());
					for (int end = Math.min(controllers.length, next + this.perConnection); next < end; next++) {
						answer(socket, new DescribeClusterResponseData().setControllerId(controllers[next]));
					}
				}
			}
		}
		catch (IOException ex) {
			// The test is over.
		}
	}

	private void answer(Socket socket, DescribeClusterResponseData cluster) throws IOException {
		DataInputStream input = new DataInputStream(socket.getInputStream());
		byte[] request = new byte[input.readInt()];
		input.readFully(request);
		RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(request));
		boolean versions = header.apiKey() == ApiKeys.API_VERSIONS;
		if (!versions) {
			this.asked.add(header);
		}
		byte[] answer = serialized(header, versions ? versions() : cluster);
		DataOutputStream output = new DataOutputStream(socket.getOutputStream());
		output.writeInt(answer.length);
		output.write(answer);
	}

	private ApiVersionsResponseData versions() {
		ApiVersionsResponseData versions = new ApiVersionsResponseData();
		versions.apiKeys()
			.add(new ApiVersion().setApiKey(ApiKeys.DESCRIBE_CLUSTER.id).setMaxVersion(this.newestVersion));
		return versions;
	}

	private static byte[] serialized(RequestHeader header, ApiMessage data) {
		ResponseHeader head = header.toResponseHeader();
		return RequestUtils.serialize(head.data(), head.headerVersion(), data, header.apiVersion()).array();
	}

}
