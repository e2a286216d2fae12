package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.failoverlab.cluster.NodeConnection;

/**
 * Asks one node one question over and over, on a thread of its own, so that a node that
 * never answers delays no other.
 */
final class NodeWatch implements AutoCloseable {

	private static final Duration CLOSING = Duration.ofSeconds(5);

	private final BooleanSupplier alive;

	private final NodeConnection node;

	private final Question question;

	private final Changes changes;

	private final Duration interval;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread thread;

	NodeWatch(String name, BooleanSupplier alive, NodeConnection node, Question question, Changes changes,
			Duration interval) {
		this.alive = alive;
		this.node = node;
		this.question = question;
		this.changes = changes;
		this.interval = interval;
		this.thread = new Thread(this::watch, name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.node.close();
		try {
			this.thread.join(CLOSING.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void watch() {
		try (this.node) {
			do {
				if (this.alive.getAsBoolean()) {
					ask();
				}
				else {
					this.changes.forget();
				}
			}
			while (!this.closed.await(this.interval.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void ask() {
		try {
			this.changes.note(this.question.ask(this.node));
		}
		catch (IOException ex) {
			// A node that does not answer reports nothing; it is asked again.
			this.changes.forget();
		}
	}

}
