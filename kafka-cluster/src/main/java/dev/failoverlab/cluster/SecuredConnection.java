package dev.failoverlab.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link NodeConnection} does, by the network client of Kafka's own clients, which
 * knows TLS and SASL.
 */
final class SecuredConnection implements AutoCloseable {

	private final org.apache.kafka.common.Node node;

	private final Duration timeout;

	private final ClientSettings settings;

	/** A wait ends when this has changed since it began. */
	private final AtomicInteger closes = new AtomicInteger();

	private volatile @Nullable NetworkClient client;

	SecuredConnection(String address, Duration timeout, ClientSettings settings) {
		int colon = address.lastIndexOf(':');
		this.node = new org.apache.kafka.common.Node(0, address.substring(0, colon),
				Integer.parseInt(address.substring(colon + 1)));
		this.timeout = timeout;
		this.settings = settings;
	}

	synchronized AbstractResponse ask(AbstractRequest.Builder<?> question) throws IOException {
		Wait wait = new Wait(Deadline.in(this.timeout), this.closes.get());
		NetworkClient open = open();
		while (!open.ready(this.node, Time.SYSTEM.milliseconds())) {
			poll(open, wait);
			if (open.authenticationException(this.node) != null) {
				throw new IOException("it refuses the lab", open.authenticationException(this.node));
			}
			if (open.connectionFailed(this.node)) {
				throw new IOException("it takes no connection");
			}
		}
		long now = Time.SYSTEM.milliseconds();
		open.send(open.newClientRequest(this.node.idString(), question, now, true), now);
		List<ClientResponse> answers = List.of();
		while (answers.isEmpty()) {
			answers = poll(open, wait);
		}
		return body(answers.get(0));
	}

	@Override
	public void close() {
		this.closes.incrementAndGet();
		NetworkClient open = this.client;
		if (open != null) {
			open.wakeup();
			end(open);
		}
	}

	/** A network client is for one thread at a time. */
	private synchronized void end(NetworkClient open) {
		if (this.client == open) {
			this.client = null;
			open.close();
		}
	}

	private NetworkClient open() {
		NetworkClient open = this.client;
		if (open == null) {
			open = ClientUtils.createNetworkClient(new AdminClientConfig(this.settings.with(Map.of())),
					NodeConnection.CLIENT, new Metrics(), NodeConnection.CLIENT, new LogContext(), new ApiVersions(),
					Time.SYSTEM, 1, (int) this.timeout.toMillis(), new ManualMetadataUpdater(),
					new DefaultHostResolver());
			this.client = open;
		}
		return open;
	}

	private List<ClientResponse> poll(NetworkClient open, Wait wait) throws IOException {
		if (wait.deadline().passed()) {
			throw new IOException("none in " + this.timeout.toMillis() + " ms");
		}
		if (Thread.currentThread().isInterrupted() || wait.closes() != this.closes.get()) {
			throw new IOException("the wait was ended");
		}
		// An interrupt ends this, too.
		return open.poll(wait.deadline().left(this.timeout).toMillis(), Time.SYSTEM.milliseconds());
	}

	private static AbstractResponse body(ClientResponse answer) throws IOException {
		if (answer.versionMismatch() != null) {
			throw new IOException("it does not know the question", answer.versionMismatch());
		}
		if (!answer.hasResponse()) {
			throw new IOException("it closed the connection");
		}
		return answer.responseBody();
	}

	private record Wait(Deadline deadline, int closes) {
	}

}
