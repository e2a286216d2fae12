package dev.failoverlab.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;

/**
 * Asks every broker directly and at the same time. A broker that is frozen or cut off
 * does not delay the others, and the caller can see when one lags behind. An admin client
 * asks only one broker. When something else accepts the connection of a node that is cut
 * off, as Docker does, an admin client can wait an hour for the first answer on it, and
 * meanwhile prefers that node to those it would have to connect to. Thread-safe.
 */
final class EachBroker implements AutoCloseable {

	/** How long to wait for more answers after the first. */
	private static final Duration MORE_ANSWERS = Duration.ofMillis(300);

	private final ClientSettings client;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "failover-lab-each-broker");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Creates a client of brokers, which do not have to run yet.
	 * @param client all of their addresses, and how they are reached
	 */
	EachBroker(ClientSettings client) {
		this.client = client;
	}

	/**
	 * Asks each broker repeatedly until at least one gives a usable answer.
	 * @param reading reads an answer; empty when it is not usable
	 * @param atMost how long to retry
	 * @return the usable answers in order of arrival; none when no broker answered in
	 * time
	 */
	<T> List<T> ask(AbstractRequest.Builder<?> question, Function<AbstractResponse, Optional<T>> reading,
			Duration atMost) {
		Deadline deadline = Deadline.in(atMost);
		return deadline.until(() -> askOnce(question, reading, deadline, atMost), (said) -> !said.isEmpty());
	}

	/**
	 * Checks that a broker answers.
	 * @param about what is asked for, for the message
	 * @throws ClusterException when none does in time
	 */
	void requireAnswer(String about, AbstractRequest.Builder<?> question, Duration atMost) {
		if (ask(question, Optional::of, atMost).isEmpty()) {
			throw new ClusterException("Asked for " + about + ", no node answered");
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	private <T> List<T> askOnce(AbstractRequest.Builder<?> question, Function<AbstractResponse, Optional<T>> reading,
			Deadline deadline, Duration atMost) {
		BlockingQueue<Optional<AbstractResponse>> answers = new LinkedBlockingQueue<>();
		List<Future<?>> asked = new ArrayList<>();
		for (String address : this.client.addresses()) {
			asked.add(this.threads.submit(() -> answers.add(answer(address, question, atMost))));
		}
		try {
			List<T> said = new ArrayList<>();
			for (int answered = 0; answered < asked.size(); answered++) {
				Optional<AbstractResponse> next = answers
					.poll(deadline.left(said.isEmpty() ? atMost : MORE_ANSWERS).toMillis(), TimeUnit.MILLISECONDS);
				if (next == null) {
					break;
				}
				next.flatMap(reading).ifPresent(said::add);
			}
			return said;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while asking the brokers", ex);
		}
		finally {
			asked.forEach((each) -> each.cancel(true));
		}
	}

	/** Empty for a broker that is down or does not answer. */
	private Optional<AbstractResponse> answer(String address, AbstractRequest.Builder<?> question, Duration atMost) {
		try (NodeConnection broker = this.client.connect(address, atMost)) {
			return Optional.of(broker.ask(question));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
