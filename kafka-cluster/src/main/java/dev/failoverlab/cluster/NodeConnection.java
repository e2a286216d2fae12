package dev.failoverlab.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/**
 * A connection to exactly one listener of one node. An admin client cannot guarantee
 * that: it chooses the node itself. The first question opens the connection; when it is
 * broken, the next question opens it again. For use by one thread. An interrupt, or
 * {@link #close} by another thread, ends the wait for an answer.
 */
public final class NodeConnection implements AutoCloseable {

	static final String CLIENT = "failover-lab-node";

	/** A peer that announces a longer answer is not a Kafka node. */
	private static final int LONGEST_ANSWER_BYTES = 64 * 1024 * 1024;

	/** The version of ApiVersions that every broker answers. */
	private static final short FIRST = 0;

	private final String address;

	private final int timeoutMillis;

	/** Where TLS or SASL is asked for, all goes through this. */
	private final @Nullable SecuredConnection secured;

	private volatile @Nullable SocketChannel channel;

	private NodeApiVersions versions = NodeApiVersions.create();

	/**
	 * A connection without TLS and SASL that is not open yet.
	 * @param address where the node listens, {@code host:port}
	 * @param timeout how long to wait for the connection and for each part of an answer;
	 * a frozen node accepts connections and never answers
	 */
	public NodeConnection(String address, Duration timeout) {
		this(address, timeout, ClientSettings.of(address));
	}

	NodeConnection(String address, Duration timeout, ClientSettings settings) {
		this.address = address;
		this.timeoutMillis = (int) timeout.toMillis();
		this.secured = settings.isPlain() ? null : new SecuredConnection(address, timeout, settings);
	}

	/**
	 * Asks the node and waits for its answer.
	 * @param question the question, sent in the newest version that both sides know
	 * @return the answer, which may contain a Kafka error
	 * @throws IOException when there is no answer in time, or it cannot be read
	 */
	public AbstractResponse ask(AbstractRequest.Builder<?> question) throws IOException {
		try {
			if (this.secured != null) {
				return this.secured.ask(question);
			}
			SocketChannel open = (this.channel != null) ? this.channel : open();
			return ask(open.socket(), question, this.versions.latestUsableVersion(question.apiKey(),
					question.oldestAllowedVersion(), question.latestAllowedVersion()));
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw new IOException("No answer from " + this.address + ": " + ex, ex);
		}
	}

	/** The connection that is open, or null. */
	@Nullable Object connected() {
		return this.channel;
	}

	@Override
	public void close() {
		if (this.secured != null) {
			this.secured.close();
		}
		SocketChannel open = this.channel;
		this.channel = null;
		try {
			if (open != null) {
				open.close();
			}
		}
		catch (IOException ex) {
			// The connection is not used again.
		}
	}

	private SocketChannel open() throws IOException {
		SocketChannel opened = SocketChannel.open();
		this.channel = opened; // From now on close() ends every wait.
		int colon = this.address.lastIndexOf(':');
		Socket socket = opened.socket();
		socket.setSoTimeout(this.timeoutMillis);
		socket.setTcpNoDelay(true); // A request is two writes; the second must not wait
									// for an answer to the first.
		socket.connect(new InetSocketAddress(this.address.substring(0, colon),
				Integer.parseInt(this.address.substring(colon + 1))), this.timeoutMillis);
		ApiVersionsResponse known = (ApiVersionsResponse) ask(socket, new ApiVersionsRequest.Builder(FIRST), FIRST);
		this.versions = NodeApiVersions.create(known.data().apiKeys());
		return opened;
	}

	private static AbstractResponse ask(Socket socket, AbstractRequest.Builder<?> question, short version)
			throws IOException {
		RequestHeader header = new RequestHeader(question.apiKey(), version, CLIENT, 0);
		ByteBuffer request = question.build(version).serializeWithHeader(header);
		DataOutputStream output = new DataOutputStream(socket.getOutputStream());
		output.writeInt(request.remaining());
		output.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
		DataInputStream input = new DataInputStream(socket.getInputStream());
		int length = input.readInt();
		if (length < 0 || length > LONGEST_ANSWER_BYTES) {
			throw new IOException("An answer of " + length + " bytes does not come from a Kafka node");
		}
		byte[] answer = new byte[length];
		input.readFully(answer);
		return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header);
	}

}
