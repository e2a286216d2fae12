package dev.failoverlab.lab.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.failoverlab.cluster.NodeConnection;

/**
 * Asks one node the same question repeatedly, on a separate thread, so that a node that
 * never answers does not delay others.
 */
final class NodeWatch implements AutoCloseable {

	private static final Duration CLOSING = Duration.ofSeconds(5);

	private final BooleanSupplier alive;

	private final NodeConnection node;

	private final Question question;

	private final Changes changes;

	private final ScheduledExecutorService thread;

	NodeWatch(String name, BooleanSupplier alive, NodeConnection node, Question question, Changes changes,
			Duration interval) {
		this.alive = alive;
		this.node = node;
		this.question = question;
		this.changes = changes;
		this.thread = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread daemon = new Thread(work, name);
			daemon.setDaemon(true);
			return daemon;
		});
		var unused = this.thread.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.thread.shutdown();
		this.node.close(); // Ends a wait for an answer.
		try {
			boolean unused = this.thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.node.close(); // In case it was just being opened.
	}

	private void look() {
		if (!this.alive.getAsBoolean()) {
			this.changes.forget();
			return;
		}
		try {
			this.changes.note(this.question.ask(this.node));
		}
		catch (IOException ex) {
			// A node that does not answer reports nothing; the next round asks it again.
			this.changes.forget();
		}
	}

}
