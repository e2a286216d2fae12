package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * A connection to one listener of one node and to no other, which an admin client can't
 * promise. Made again by itself after it broke. Used by one thread, but for
 * {@link #interrupt}.
 */
final class NodeConnection implements AutoCloseable {

	/** A frozen node accepts connections and never answers: how long to believe in it. */
	private static final int TIMEOUT_MILLIS = 1000;

	private static final int BACKOFF_MILLIS = 50;

	private static final int BUFFER_BYTES = 64 * 1024;

	private static final Time CLOCK = Time.SYSTEM;

	private final Node node;

	private final NetworkClient client;

	NodeConnection(int id, String host, int port) {
		this.node = new Node(id, host, port);
		LogContext log = new LogContext("[watching " + host + ":" + port + "] ");
		PlaintextChannelBuilder channels = new PlaintextChannelBuilder(null);
		channels.configure(Map.of());
		Selector selector = new Selector(Duration.ofMinutes(10).toMillis(), new Metrics(), CLOCK, "watch", channels,
				log);
		this.client = new NetworkClient(selector, new ManualMetadataUpdater(List.of(this.node)), "failover-lab-watch",
				1, BACKOFF_MILLIS, BACKOFF_MILLIS, BUFFER_BYTES, BUFFER_BYTES, TIMEOUT_MILLIS, TIMEOUT_MILLIS,
				TIMEOUT_MILLIS, CLOCK, true, new ApiVersions(), log, MetadataRecoveryStrategy.NONE);
	}

	/**
	 * Asks the node and waits for its answer.
	 * @param request the question
	 * @return the answer
	 * @throws IOException when there was none within a second
	 */
	AbstractResponse ask(AbstractRequest.Builder<?> request) throws IOException {
		if (!NetworkClientUtils.awaitReady(this.client, this.node, CLOCK, TIMEOUT_MILLIS)) {
			throw new IOException("No connection to " + this.node);
		}
		ClientRequest sent = this.client.newClientRequest(this.node.idString(), request, CLOCK.milliseconds(), true,
				TIMEOUT_MILLIS, null);
		return NetworkClientUtils.sendAndReceive(this.client, sent, CLOCK).responseBody();
	}

	/** Makes the thread that asks give up. */
	void interrupt() {
		this.client.initiateClose();
		this.client.wakeup();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
