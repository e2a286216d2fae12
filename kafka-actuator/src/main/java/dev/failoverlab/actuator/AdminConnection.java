package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;

/**
 * The one admin client of the application, opened once and kept. Opening it needs no
 * broker, but it resolves names, which can take long and can fail: only the watch's own
 * thread opens it, and tries again until it is open; everybody else waits, bounded.
 */
final class AdminConnection implements AutoCloseable {

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

	Admin get(Deadline deadline) {
		try {
			return this.opened.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new ClusterUnavailableException("There is no connection to the cluster yet", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterUnavailableException("Interrupted while waiting for a connection to the cluster", ex);
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
