package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;

/**
 * The one admin client of the application, opened once and kept. Opening it needs no
 * broker, but it resolves names, which can take long and can fail: only the watch's own
 * thread opens it, and tries again until it is open; all others wait, for a bounded time.
 */
final class AdminConnection implements AutoCloseable {

	private static final String NO_ANSWER = "The cluster did not answer in time";

	private final Supplier<Admin> factory;

	private final CompletableFuture<Admin> opened = new CompletableFuture<>();

	AdminConnection(Supplier<Admin> factory) {
		this.factory = factory;
	}

	void open() {
		if (!this.opened.isDone()) {
			Admin admin = this.factory.get();
			if (!this.opened.complete(admin)) {
				admin.close(Duration.ZERO);
			}
		}
	}

	/**
	 * Asks a question and waits for its answer.
	 * @param question puts all its parts to the client at once
	 * @param timeout how long to wait, for the client and the answer together
	 * @return the answer
	 * @throws ClusterUnavailableException when there is none in time, or it is an error
	 */
	<T> T ask(Function<Admin, CompletableFuture<T>> question, Duration timeout) {
		CompletableFuture<T> answer = this.opened.thenCompose(question);
		try {
			return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new ClusterUnavailableException((cause instanceof org.apache.kafka.common.errors.TimeoutException)
					? NO_ANSWER : "The cluster could not answer: " + cause.getMessage(), ex);
		}
		catch (TimeoutException ex) {
			throw new ClusterUnavailableException(
					this.opened.isDone() ? NO_ANSWER : "There is no connection to the cluster yet", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterUnavailableException("Interrupted while waiting for the cluster", ex);
		}
		finally {
			answer.cancel(false); // A client that opens later is not asked any more.
		}
	}

	@Override
	public void close() {
		this.opened.completeExceptionally(new IllegalStateException("closed"));
		if (!this.opened.isCompletedExceptionally()) {
			this.opened.join().close(Duration.ZERO);
		}
	}

}
