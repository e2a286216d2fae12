package dev.failoverlab.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.apache.kafka.common.requests.DescribeQuorumRequest;
import org.jspecify.annotations.Nullable;

/** A connection that a guard keeps open. Thread-safe: one question after another. */
class GuardConnection implements AutoCloseable {

	static final AbstractRequest.Builder<?> BROKERS = new DescribeClusterRequest.Builder(
			new DescribeClusterRequestData());

	static final AbstractRequest.Builder<?> QUORUM = new DescribeQuorumRequest.Builder(
			DescribeQuorumRequest.singletonRequest(new TopicPartition("__cluster_metadata", 0)));

	/** Longer than a controller needs on a busy machine. */
	private static final Duration ANSWER = Duration.ofSeconds(2);

	private final NodeConnection node;

	private final ReentrantLock lock = new ReentrantLock();

	GuardConnection(String address) {
		this.node = new NodeConnection(address, ANSWER);
	}

	/** Waits until it is this question's turn. Empty when there is no answer. */
	Optional<AbstractResponse> ask(AbstractRequest.Builder<?> question) {
		return ask(question, () -> true);
	}

	/** Asks only what is still wanted when it is this question's turn. */
	Optional<AbstractResponse> ask(AbstractRequest.Builder<?> question, BooleanSupplier wanted) {
		this.lock.lock();
		try {
			return wanted.getAsBoolean() ? Optional.of(this.node.ask(question)) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The open connection, or null. Another one can lead to another process. */
	@Nullable Object connected() {
		return this.node.connected();
	}

	/** Opens it, or uses it, so that it stays open. Does nothing while it is in use. */
	Optional<AbstractResponse> keepOpen(AbstractRequest.Builder<?> question) {
		if (!this.lock.tryLock()) {
			return Optional.empty();
		}
		try {
			return ask(question);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends the wait for an answer. The next question opens it again. */
	@Override
	public void close() {
		this.node.close();
	}

}
