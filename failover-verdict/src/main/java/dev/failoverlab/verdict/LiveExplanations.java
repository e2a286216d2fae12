package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.failoverlab.history.Event;

/**
 * Explains outages while they happen. It keeps the sends that are pending and what
 * happened to the cluster, not the sends that are over.
 */
public final class LiveExplanations implements Consumer<Event> {

	private final Observations observations;

	private final Map<String, Email> pending = new HashMap<>();

	private long line;

	/**
	 * Begins to explain.
	 * @param run the header of the history, which is its first line
	 */
	public LiveExplanations(Event.Run run) {
		this.observations = new Observations(run);
	}

	/**
	 * Takes the next event.
	 * @param event every event of the history, in order
	 */
	@Override
	public synchronized void accept(Event event) {
		this.line++;
		if (event instanceof Event.Send send) {
			send(send);
		}
		else if (event instanceof Event.Poll poll) {
			poll.records().forEach((record) -> this.observations.polled(record, poll.t()));
		}
		else if (event instanceof Event.Acquire acquire) {
			acquire.records().forEach((record) -> this.observations.polled(record.position(), acquire.t()));
		}
		this.observations.take(this.line, event);
	}

	private void send(Event.Send event) {
		if (event.type() == Event.Type.INVOKE) {
			Email email = new Email(event.id());
			email.invoke(this.line, event, Objects.requireNonNull(event.partition()), event.process(), null);
			this.pending.put(event.id(), email);
			this.observations.sent(this.line, email, event);
			return;
		}
		Email email = this.pending.remove(event.id());
		if (email != null) {
			email.complete(this.line, event);
			this.observations.sent(this.line, email, event);
		}
	}

	/**
	 * What can be said now, outages that are under way included. An explanation with the
	 * cause and the beginning of an earlier one is the same, better known.
	 * @return in the order of time
	 */
	public synchronized List<Explanation> explanations() {
		return new Explanations(this.observations).of(new Outages(this.observations).all());
	}

}
