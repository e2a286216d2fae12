package dev.failoverlab.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;

/**
 * Asks one node the same question repeatedly, on a separate thread, so that a node that
 * never answers does not delay others. Records what differs from the answer before, and
 * everything again when the node was silent in between.
 */
final class NodeWatch implements AutoCloseable {

	private final BooleanSupplier alive;

	private final NodeConnection node;

	private final Question question;

	private final Recorder recorder;

	private final Rounds rounds;

	private volatile boolean closed;

	private Set<Event> last = Set.of();

	NodeWatch(String name, BooleanSupplier alive, NodeConnection node, Question question, Recorder recorder,
			Duration interval) {
		this.alive = alive;
		this.node = node;
		this.question = question;
		this.recorder = recorder;
		this.rounds = new Rounds(name, recorder);
		this.rounds.start(this::look, Duration.ZERO, interval);
	}

	@Override
	public void close() {
		this.closed = true;
		this.rounds.close(this.node::close); // Ends a wait for an answer.
		this.node.close(); // In case it was just being opened.
	}

	private void look() {
		List<LongFunction<Event>> answer = answer();
		if (this.closed) {
			return; // What ended the wait was not the node.
		}
		Set<Event> now = new HashSet<>();
		for (LongFunction<Event> report : answer) {
			Event untimed = report.apply(0);
			now.add(untimed);
			if (!this.last.contains(untimed)) {
				this.recorder.record(report);
			}
		}
		this.last = now;
	}

	private List<LongFunction<Event>> answer() {
		try {
			return this.alive.getAsBoolean() ? this.question.ask(this.node) : this.question.silence();
		}
		catch (IOException ex) {
			// The next round asks it again.
			return this.question.silence();
		}
	}

}
